import { type ChangeCounts, formatPointer, isJsonObject, parsePointer, type ValueChange } from "@/lib/model";
import { childrenOf } from "../values/search-values";

/** The changes of one scope, findable from the rows of a tree. All pointers start at the root of the scope. */
export type ChangeMarks = {
  /** Added and changed places. */
  at: ReadonlyMap<string, ValueChange>;
  /** What is gone, by the place it was in. */
  removedFrom: ReadonlyMap<string, readonly ValueChange[]>;
  /** How much changed somewhere below a place. */
  inside: ReadonlyMap<string, ChangeCounts>;
};

export const noMarks: ChangeMarks = { at: new Map(), removedFrom: new Map(), inside: new Map() };

export function indexChanges(changes: readonly ValueChange[]): ChangeMarks {
  const at = new Map<string, ValueChange>();
  const removedFrom = new Map<string, ValueChange[]>();
  const inside = new Map<string, ChangeCounts>();
  for (const change of changes.flatMap(splitRoot)) {
    const path = parsePointer(change.path);
    const parent = formatPointer(path.slice(0, -1));
    if (change.kind === "removed") removedFrom.set(parent, [...(removedFrom.get(parent) ?? []), change]);
    else at.set(change.path, change);
    for (let length = 0; length < path.length; length += 1) countAt(inside, formatPointer(path.slice(0, length)), change);
  }
  return { at, removedFrom, inside };
}

/** A scope that is gone altogether is shown property by property: the root has no row. */
function splitRoot(change: ValueChange): ValueChange[] {
  if (change.path !== "" || change.kind !== "removed" || !isJsonObject(change.before)) return [change];
  return childrenOf(change.before).map(([name, before]) => ({ path: formatPointer([name]), kind: "removed", before }));
}

function countAt(inside: Map<string, ChangeCounts>, pointer: string, change: ValueChange): void {
  const counts = inside.get(pointer) ?? { added: 0, changed: 0, removed: 0 };
  counts[change.kind] += 1;
  inside.set(pointer, counts);
}
