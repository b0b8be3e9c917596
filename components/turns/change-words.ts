import { type ChangeCounts, countChanges, type HandWrite, type Scope, type ScopeCounts, type StateChange, scopes } from "@/lib/model";

const total = (counts: ChangeCounts): number => counts.added + counts.changed + counts.removed;

const scopesIn = (counts: ScopeCounts): Scope[] => scopes.filter((scope) => counts[scope] !== undefined);

/** "2 changes in user state, 1 in dialog state"; null when nothing changed. For screen readers. */
export function announceChanges(changes: readonly StateChange[]): string | null {
  const counts = countChanges(changes);
  const parts = scopesIn(counts).map((scope, index) => {
    const number = total(counts[scope] ?? { added: 0, changed: 0, removed: 0 });
    const noun = index === 0 ? (number === 1 ? " change" : " changes") : "";
    return `${number}${noun} in ${scope} state`;
  });
  return parts.length > 0 ? parts.join(", ") : null;
}

/** "+2 ~1 −3", without what is zero. */
export function countsText({ added, changed, removed }: ChangeCounts): string {
  const parts = [added > 0 ? `+${added}` : "", changed > 0 ? `~${changed}` : "", removed > 0 ? `−${removed}` : ""];
  return parts.filter((part) => part !== "").join(" ");
}

/** "2 added, 1 changed". */
export function countsInWords({ added, changed, removed }: ChangeCounts): string {
  const parts = [added > 0 ? `${added} added` : "", changed > 0 ? `${changed} changed` : "", removed > 0 ? `${removed} removed` : ""];
  return parts.filter((part) => part !== "").join(", ");
}

/** "cleared conversation and private data"; null when no scope was emptied. */
export function clearedInWords(counts: ScopeCounts): string | null {
  const cleared = scopesIn(counts).filter((scope) => counts[scope]?.isCleared);
  return cleared.length === 0 ? null : `cleared ${listInWords(cleared)} data`;
}

function listInWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const verbs: Record<Exclude<HandWrite["kind"], "fork">, string> = {
  edit: "edited",
  reset: "reset",
  undo: "took back a change of",
  start: "started with",
  restore: "restored",
  snapshot: "applied a snapshot to",
  late: "wrote late to",
};

/** "you edited user state"; `myName` is that of the person at this page. */
export function describeWrite(write: HandWrite, myName: string): string {
  const who = write.by === myName ? "you" : write.by;
  if (write.kind === "fork") return `${who} forked the conversation here`;
  const touched = scopesIn(write.counts);
  const what = touched.length === 0 ? "state" : `${listInWords(touched)} state`;
  return `${who} ${verbs[write.kind]} ${what}`;
}
