import type { FactNoteKind, LinkEvidence } from "@/lib/model";

export const evidenceNames: Record<LinkEvidence, string> = {
  "same-id": "Same id on both channels",
  "same-email": "Same e-mail address",
  "same-phone": "Same phone number",
  "they-said": "They said so themselves",
  "signed-in": "Signed in with the same account",
  other: "Something else",
};

export const noteNames: Record<FactNoteKind, string> = {
  wrong: "This is wrong",
  "ask-again": "Ask again",
  why: "Why do we need this?",
  note: "Note",
  statement: "Statement of the person",
  corrected: "Corrected",
};
