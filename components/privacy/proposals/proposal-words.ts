import type { BadgeTone } from "@/components/ui/badge";
import type { Proposal, ProposedWork } from "@/lib/model";

export const stateTones: Record<Proposal["state"], BadgeTone> = { open: "accent", approved: "good", rejected: "neutral", failed: "bad" };

/** What will be done, in a sentence. */
export function proposalWords(work: ProposedWork): string {
  if (work.kind === "lift-restriction") return `Lift a ${work.restriction}; the person was told on ${work.noticeOn}`;
  if (work.kind === "release-hold") return "Release a legal hold";
  if (work.kind === "reset-scopes") return `Reset ${work.scopes.join(", ")} state in conversation ${work.conversationId}`;
  return "Shorten retention; it counts a day after it is approved";
}
