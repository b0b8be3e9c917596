import { type JsonObject, type Scope, type ScopeCounts, splitItem } from "@/lib/model";
import type { ItemWrite } from "./commit-items";
import { dataOf } from "./store-item";

/** The counts of a commit, with the scopes marked that held something before it and nothing after it. Dialogs do not count: they end all the time. */
export function markCleared(counts: ScopeCounts, writes: readonly ItemWrite[]): ScopeCounts {
  const marked: ScopeCounts = { ...counts };
  for (const scope of writes.flatMap(clearedScope)) {
    const own = counts[scope];
    if (own) marked[scope] = { ...own, isCleared: true };
  }
  return marked;
}

function clearedScope({ owner, before, text }: ItemWrite): Scope[] {
  if (owner.style === "unclassified" || !before || isEmpty(dataOf(before))) return [];
  return text === null || isEmpty(JSON.parse(text) as JsonObject) ? [owner.scope] : [];
}

function isEmpty(item: JsonObject): boolean {
  return Object.keys(splitItem(item).rest).length === 0;
}
