import { findStack, formatPointer, isJsonObject, type JsonValue, ownIdsOf } from "@/lib/model";

/** Whose a leaf is: the erased person's, somebody else's, or nobody can tell. */
export type Whose = "own" | "other" | "unknown";

/** A property as one write left it; undefined when the write removed it. `by` is undefined for writes by hand: what they leave as it was keeps its owner. */
export type Revision = { seq: number; value: JsonValue | undefined; by: Whose | undefined };

/** Ids that tell by a key, or by an object's own id, whose something is. */
export type Parties = { own: ReadonlySet<string>; others: ReadonlySet<string> };

/** By the leaf's pointer into the property. */
export type Owners = Map<string, Whose>;

/**
 * Whose each leaf of a property was, after each of its revisions: whoever wrote its value last, unless a key says it (`members.{id}`).
 * `whoseIs` recognises values by place and text where no turn tells who wrote them, as in a fork's copy. Dialogs repeat what the bot wrote for others
 * before, such as their ids, steps and questions: there a turn has written what it did not find.
 */
export function ownersOf(
  revisions: readonly Revision[],
  parties: Parties,
  whoseIs: (pattern: string, text: string) => Whose | undefined,
): Owners[] {
  const ever = new Map<string, Whose>();
  let earlier = new Map<string, Owned>();
  return revisions.map(({ value, by }) => {
    const now = new Map<string, Owned>();
    const leaves = leavesOf(value);
    const before = by !== undefined && findStack(value) !== null ? movedIn(earlier, leaves) : ever;
    for (const leaf of leaves) {
      const place = `${leaf.pattern} ${leaf.text}`;
      const was = earlier.get(leaf.path);
      const kept = was?.text === leaf.text ? was.whose : before.get(place);
      const whose = whoseByKey(leaf.keys, parties) ?? kept ?? by ?? whoseIs(leaf.pattern, leaf.text) ?? "unknown";
      now.set(leaf.path, { text: leaf.text, place, whose });
      ever.set(place, whose);
    }
    earlier = now;
    return new Map([...now].map(([path, { whose }]) => [path, whose]));
  });
}

type Owned = { text: string; place: string; whose: Whose };

/** What stands elsewhere now than a revision before, by its place. */
function movedIn(earlier: ReadonlyMap<string, Owned>, leaves: readonly FlatLeaf[]): Map<string, Whose> {
  const texts = new Map(leaves.map(({ path, text }) => [path, text]));
  return new Map([...earlier].flatMap(([path, { text, place, whose }]) => (texts.get(path) === text ? [] : [[place, whose] as const])));
}

export type FlatLeaf = { path: string; pattern: string; keys: readonly string[]; text: string };

type Place = { path: readonly string[]; pattern: readonly string[]; keys: readonly string[] };

/** Every scalar of a value, with the place it has when items of arrays are one. `keys` are those above it, and the ids of objects that it is in. */
export function leavesOf(value: JsonValue | undefined, { path, pattern, keys }: Place = { path: [], pattern: [], keys: [] }): FlatLeaf[] {
  if (value === undefined) return [];
  const below = (key: string, part: string, more: readonly string[]) => ({
    path: [...path, key],
    pattern: [...pattern, part],
    keys: [...keys, ...more],
  });
  // Where an item stands in an array is nobody's id, though it may read as one.
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, below(String(index), "[]", [])));
  if (!isJsonObject(value)) return [{ path: formatPointer(path), pattern: formatPointer(pattern), keys, text: JSON.stringify(value) }];
  const ids = ownIdsOf(value);
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, below(key, key, [...ids, key])));
}

/** The innermost key or id that is somebody's decides. */
export function whoseByKey(keys: readonly string[], { own, others }: Parties): Whose | undefined {
  const key = keys.findLast((one) => own.has(one) || others.has(one));
  if (key === undefined) return undefined;
  return own.has(key) ? "own" : "other";
}
