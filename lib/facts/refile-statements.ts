import type { Sql } from "@/lib/db";
import type { Leaf } from "@/lib/model";
import { findOldest } from "./count-statements";
import { diffLeaves } from "./diff-leaves";
import { pathHashOf, pathIdOf } from "./fact-ids";
import { type FactRow, type FactWrite, keepFacts, noteDay, noteUnindexed, portions } from "./fact-statements";

/** Whose a fact is and which write set it. */
export type FactPlace = { identityId: string | null; seq: number };

export type Refiling = {
  at: string;
  /** Ids of those in the conversation: as keys they are data. */
  members: readonly string[];
  placeOf: (path: string) => FactPlace;
  /** Whether a leaf that reads the same is another one, which was elsewhere before. */
  isMoved: (path: string) => boolean;
};

/**
 * The statements that make an item's facts those of another text, where it is known place by place whose they are and since when: for a
 * text from which something was erased.
 */
export function refileStatements(write: FactWrite, { at, members, placeOf, isMoved }: Refiling): Sql[] {
  const { botId, itemId } = write;
  const { removed, added, left } = leavesToRefile(write, { members, isMoved });
  const toRow = (kind: FactRow["kind"], leaf: Leaf) => {
    const { identityId, seq } = placeOf(leaf.path);
    const ids = { pathHash: pathHashOf(leaf.path), pathId: pathIdOf(botId, leaf.scope, leaf.pattern) };
    return { ...ids, itemId, botId, identityId, leaf, kind, growth: null, seq: kind === "removed" ? -1 : seq };
  };
  const rows = [...removed.map((leaf) => toRow("removed", leaf)), ...added.map((leaf) => toRow("added", leaf))];
  const overflow = left.now === left.before ? [] : [noteUnindexed(write, left.now)];
  if (rows.length === 0) return overflow;
  const kept = bySeq(rows).flatMap(([seq, some]) => portions(some).flatMap((portion) => keepFacts(portion, { seq })));
  return [...kept, findOldest(), ...noteDay(rows, at), ...overflow];
}

function leavesToRefile(write: FactWrite, { members, isMoved }: Pick<Refiling, "members" | "isMoved">) {
  const people = new Set(write.owner ? [write.owner.userId] : members);
  const { added, changed, removed, left } = diffLeaves(write.scope, write, people);
  const anew = new Set([...added, ...changed.map(({ leaf }) => leaf)].map(({ path }) => path));
  const now = diffLeaves(write.scope, { before: null, after: write.after }, people).added;
  const moved = now.filter(({ path }) => !anew.has(path) && isMoved(path));
  return {
    removed: [...removed, ...changed.map(({ was }) => was), ...moved],
    added: now.filter(({ path }) => anew.has(path) || isMoved(path)),
    left,
  };
}

/** Removals first, then by the write that set them. */
function bySeq<Row extends { seq: number }>(rows: readonly Row[]): [number, Row[]][] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.seq, [...(groups.get(row.seq) ?? []), row]);
  return [...groups].sort(([one], [other]) => one - other);
}
