import type { ValueChange } from "./change";
import { getOwn, isEqualJson, isJsonObject, type JsonValue } from "./json";

type DiffItem = (path: string, before: JsonValue, after: JsonValue, changes: ValueChange[]) => void;
type ArrayDiff = { path: string; before: JsonValue[]; after: JsonValue[]; changes: ValueChange[]; diffItem: DiffItem };

/** Items that carry an id are matched by it; items of other arrays by their place. */
export function diffArrays(diff: ArrayDiff): void {
  const identities = identitiesOf(diff.before, diff.after);
  if (identities) diffByIdentity(diff, identities.before, identities.after);
  else diffByPlace(diff);
}

/** The index that the item at `index` of a later array had in an earlier one, by the same rule; null when it was not there. */
export function findSamePlace(before: JsonValue[], after: JsonValue[], index: number): number | null {
  const identities = identitiesOf(before, after);
  const found = identities ? identities.before.indexOf(identities.after[index] ?? "") : placeBefore(before, after, index);
  return found === -1 ? null : found;
}

function placeBefore(before: JsonValue[], after: JsonValue[], index: number): number {
  const { start, end } = sameEnds(before, after);
  if (index >= after.length - end) return index - after.length + before.length;
  return index < start || index < before.length - end ? index : -1;
}

function diffByIdentity({ path, before, after, changes, diffItem }: ArrayDiff, beforeIds: string[], afterIds: string[]): void {
  const beforeIndexes = new Map(beforeIds.map((id, index) => [id, index]));
  const kept = new Set<number>();
  let last = -1;
  for (const id of afterIds) {
    const index = beforeIndexes.get(id);
    if (index === undefined) continue;
    if (index < last) {
      changes.push({ path, kind: "changed", before, after });
      return;
    }
    last = index;
    kept.add(index);
  }
  after.forEach((item, index) => {
    const place = `${path}/${index}`;
    const earlier = before[beforeIndexes.get(afterIds[index] ?? "") ?? -1];
    if (earlier === undefined) changes.push({ path: place, kind: "added", after: item });
    else diffItem(place, earlier, item, changes);
  });
  before.forEach((item, index) => {
    if (!kept.has(index)) changes.push({ path: `${path}/${index}`, kind: "removed", before: item });
  });
}

function diffByPlace({ path, before, after, changes, diffItem }: ArrayDiff): void {
  const { start, end } = sameEnds(before, after);
  const beforeMiddle = before.slice(start, before.length - end);
  const afterMiddle = after.slice(start, after.length - end);
  afterMiddle.forEach((item, index) => {
    const place = `${path}/${start + index}`;
    const earlier = beforeMiddle[index];
    if (earlier === undefined) changes.push({ path: place, kind: "added", after: item });
    else diffItem(place, earlier, item, changes);
  });
  beforeMiddle.slice(afterMiddle.length).forEach((item, index) => {
    changes.push({ path: `${path}/${start + afterMiddle.length + index}`, kind: "removed", before: item });
  });
}

/** How many items are the same from the beginning, and of the others from the end. */
function sameEnds(before: JsonValue[], after: JsonValue[]): { start: number; end: number } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isEqualJson(before[start], after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isEqualJson(before.at(-1 - end), after.at(-1 - end))) end += 1;
  return { start, end };
}

function identitiesOf(before: JsonValue[], after: JsonValue[]): { before: string[]; after: string[] } | null {
  for (const name of ["id", "key"]) {
    const beforeIds = readIdentities(before, name);
    const afterIds = readIdentities(after, name);
    if (beforeIds && afterIds) return { before: beforeIds, after: afterIds };
  }
  return null;
}

/** Id and occurrence of each item, since a dialog stack may hold one dialog twice; null when an item has no id. */
function readIdentities(items: JsonValue[], name: string): string[] | null {
  const seen = new Map<string, number>();
  const identities: string[] = [];
  for (const item of items) {
    const id = isJsonObject(item) ? getOwn(item, name) : undefined;
    if (typeof id !== "string" && typeof id !== "number") return null;
    const text = JSON.stringify(id);
    const occurrence = (seen.get(text) ?? 0) + 1;
    seen.set(text, occurrence);
    identities.push(`${occurrence} ${text}`);
  }
  return identities;
}
