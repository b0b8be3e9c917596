import { listConsultations as listLooks } from "@/lib/audit";
import type { AuditAction, AuditPurpose, Role } from "@/lib/model";
import type { Consultation } from "./person-data";

/** When people looked at what is held about somebody, as what and for what; who they were is not told (CJEU C-579/21). */
export async function listConsultations(personId: string): Promise<Consultation[]> {
  const looks = await listLooks(personId);
  return looks.map(({ at, roles, action, purpose, caseNumber }) => ({
    at,
    role: roles.map((role) => roleWords[role]).join(", ") || "somebody on this machine",
    purpose: [purpose === null ? "not stated" : purposeWords[purpose], ...(caseNumber === null ? [] : [`request ${caseNumber}`])].join(
      ", ",
    ),
    what: whatWords[action] ?? "Something that holds your data was opened",
  }));
}

const roleWords: Readonly<Record<Role, string>> = {
  tester: "tester",
  "product-owner": "product owner",
  "privacy-reviewer": "privacy reviewer",
  approver: "approver",
  administrator: "administrator",
};

const purposeWords: Readonly<Record<AuditPurpose, string>> = {
  request: "a request about personal data",
  complaint: "a complaint",
  support: "support",
  quality: "quality",
  security: "security",
  legal: "a legal matter",
  other: "another purpose",
};

const whatWords: Partial<Record<AuditAction, string>> = {
  "person.viewed": "Your page was opened, with values masked unless they were made visible",
  "person.unmasked": "Your values were made visible",
  "conversation.read": "A conversation of yours was opened",
  "conversation.exported": "A conversation of yours was saved as a file",
  "conversation.forked": "A conversation of yours was copied",
  "conversation.opened": "A conversation with you was started",
  "state.exported": "What is remembered of you was given to the bot that remembers it",
  "snapshot.saved": "What is remembered of you was saved",
  "snapshot.exported": "What was saved of you was taken out as a file",
  "case.exported": "A copy of your data was made for you",
  "export.downloaded": "The copy of your data was fetched",
};
