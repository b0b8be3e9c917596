import { type ItemScope, type JsonObject, type Leaf, type Leaves, listLeaves } from "@/lib/model";

/** How the leaves of one item differ. `left`: how many of its leaves are beyond what is listed, before and now. */
export type LeafDiff = { added: Leaf[]; changed: { leaf: Leaf; was: Leaf }[]; removed: Leaf[]; left: { before: number; now: number } };

/** What a write does to the leaves of an item; a text is null where there is no item. */
export function diffLeaves(
  scope: ItemScope | "unclassified",
  { before, after }: { before: string | null; after: string | null },
  people?: ReadonlySet<string>,
): LeafDiff {
  const [were, later] = [before, after].map((text) => leavesOf(scope, text, people)) as [Leaves, Leaves];
  const earlier = new Map(were.leaves.map((leaf) => [leaf.path, leaf]));
  const diff: LeafDiff = { added: [], changed: [], removed: [], left: { before: were.left, now: later.left } };
  for (const leaf of later.leaves) {
    const was = earlier.get(leaf.path);
    earlier.delete(leaf.path);
    if (!was) diff.added.push(leaf);
    else if (!isSame(was, leaf)) diff.changed.push({ leaf, was });
  }
  diff.removed.push(...earlier.values());
  return diff;
}

function leavesOf(scope: ItemScope | "unclassified", text: string | null, people?: ReadonlySet<string>): Leaves {
  return text === null ? { leaves: [], left: 0 } : listLeaves(scope, JSON.parse(text) as JsonObject, people);
}

function isSame(one: Leaf, other: Leaf): boolean {
  return one.text === other.text && one.type === other.type && one.pattern === other.pattern && one.scope === other.scope;
}
