import { expect, test } from "vitest";
import type { ListedAuditEntry } from "@/lib/model";
import { entrySentence } from "./audit-words";

const entry: ListedAuditEntry = {
  seq: 1,
  at: "2026-11-21T12:00:00.000Z",
  actor: "staff-1",
  actorName: "Ann Reviewer",
  roles: ["privacy-reviewer"],
  action: "person.unmasked",
  subjects: ["ref"],
  caseNumber: null,
  place: null,
  purpose: null,
  counts: {},
  outcome: "done",
  prevHash: "",
  hash: "",
};

test.each([
  [{ caseNumber: "DS-2026-0003", purpose: "request" }, "Ann Reviewer unmasked a person, because of case DS-2026-0003."],
  [{ purpose: "complaint" }, "Ann Reviewer unmasked a person, because of a complaint."],
  [{ outcome: "refused" }, "Ann Reviewer was not allowed to unmask a person."],
  [{ actorName: null }, "Somebody who was privacy reviewer unmasked a person."],
  [{ actorName: null, roles: [] }, "Somebody unmasked a person."],
  [{ action: "person.viewed", place: "facts", counts: { unmasked: 1 } }, "Ann Reviewer looked at a person (facts, 1 unmasked)."],
  [{ action: "conversation.read", subjects: ["a", "b"] }, "Ann Reviewer read a conversation of 2 people."],
  [{ action: "case.erased", outcome: "failed" }, "Ann Reviewer failed to erase a person's data."],
] satisfies [Partial<ListedAuditEntry>, string][])("%j reads as a sentence", (part, sentence) => {
  expect(entrySentence({ ...entry, ...part })).toBe(sentence);
});
