import { type ItemScope, type JsonObject, type Leaf, listLeaves } from "@/lib/model";

/** How the leaves of one item differ. `left`: how many of its leaves are beyond what is listed. */
export type LeafDiff = { added: Leaf[]; changed: Leaf[]; removed: Leaf[]; left: number };

/** What a write does to the leaves of an item; a text is null where there is no item. */
export function diffLeaves(scope: ItemScope | "unclassified", before: string | null, after: string | null): LeafDiff {
  const earlier = new Map(leavesOf(scope, before).leaves.map((leaf) => [leaf.path, leaf]));
  const later = leavesOf(scope, after);
  const diff: LeafDiff = { added: [], changed: [], removed: [], left: later.left };
  for (const leaf of later.leaves) {
    const was = earlier.get(leaf.path);
    earlier.delete(leaf.path);
    if (!was) diff.added.push(leaf);
    else if (!isSame(was, leaf)) diff.changed.push(leaf);
  }
  diff.removed.push(...earlier.values());
  return diff;
}

function leavesOf(scope: ItemScope | "unclassified", text: string | null) {
  return text === null ? { leaves: [], left: 0 } : listLeaves(scope, JSON.parse(text) as JsonObject);
}

function isSame(one: Leaf, other: Leaf): boolean {
  return one.text === other.text && one.type === other.type && one.pattern === other.pattern && one.scope === other.scope;
}
