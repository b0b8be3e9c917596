import type { ProvenanceEntry } from "@/lib/model";

type HandKind = Exclude<ProvenanceEntry["kind"], "turn" | "late">;

const byHand: Record<HandKind, string> = {
  edit: "edited it by hand",
  reset: "reset it by hand",
  undo: "took a change back by hand",
  start: "started the conversation with it",
  restore: "restored it by hand",
  snapshot: "applied a snapshot by hand",
  fork: "forked the conversation with it",
};

/** "Turn 3", "You edited it by hand": what set a value. */
export function describeSetter({ kind, by, turn }: ProvenanceEntry, myName: string): string {
  if (kind === "turn") return `Turn ${turn}`;
  if (kind === "late" || by.kind !== "tester") return "The bot wrote it after its turn had ended";
  return `${by.name === myName ? "You" : by.name} ${byHand[kind]}`;
}
