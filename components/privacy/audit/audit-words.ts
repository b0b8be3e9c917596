import { type AuditPurpose, type ListedAuditEntry, roleLabels } from "@/lib/model";
import { actionWords } from "./action-words";

/** An entry as somebody would say it. */
export function entrySentence(entry: ListedAuditEntry): string {
  return `${who(entry)} ${what(entry)}${place(entry)}${why(entry)}.`;
}

function who({ actorName, roles }: ListedAuditEntry): string {
  if (actorName !== null) return actorName;
  const [first] = roles;
  return first === undefined ? "Somebody" : `Somebody who was ${roleLabels[first].toLowerCase()}`;
}

function what({ action, outcome, subjects }: ListedAuditEntry): string {
  const [did, to] = actionWords[action];
  if (outcome === "refused") return `was not allowed to ${to}`;
  if (outcome === "failed") return `failed to ${to}`;
  return action === "conversation.read" && subjects.length > 1 ? `${did} of ${subjects.length} people` : did;
}

function place({ place, counts }: ListedAuditEntry): string {
  const parts = [...(place === null ? [] : [place]), ...Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function why({ caseNumber, purpose }: ListedAuditEntry): string {
  if (caseNumber !== null) return `, because of case ${caseNumber}`;
  return purpose === null ? "" : `, because of ${purposeWords[purpose]}`;
}

/** Ends the sentence "… because of". */
const purposeWords: Readonly<Record<AuditPurpose, string>> = {
  request: "a request of the person",
  complaint: "a complaint",
  support: "support for the person",
  quality: "the bot's quality",
  security: "security",
  legal: "a legal matter",
  other: "something else",
};
