import { formatPointer } from "@/lib/model";
import { placeKey } from "../../review/decisions";
import { leavesOf } from "../../words/whose-leaf";
import type { StoredItem } from "../stored-items";
import { namelessPattern, notePath, type Task } from "../task";
import { isDialog, type PropertyNow, type PropertyThen } from "./without-theirs";

/** For the plan: which paths lose how much. */
export function noteLeaves(task: Task, { botId, scope }: StoredItem, { property, value, owners }: PropertyNow): void {
  const place = isDialog(property, value) ? "dialog" : scope;
  for (const leaf of leavesOf(value)) {
    const whose = owners.get(leaf.path);
    if (whose !== "own") continue;
    notePath(task, botId, { scope: place, pattern: formatPointer([property]) + leaf.pattern });
    task.bytes += leaf.text.length;
  }
}

/** In earlier versions too: what is not there any more could still be gone back to. */
export function noteUnattributed(task: Task, { id: itemId, botId }: StoredItem, { property, value, owners, version }: PropertyThen): void {
  for (const leaf of leavesOf(value)) {
    if (owners.get(leaf.path) !== "unknown" || leaf.text === "null") continue;
    const [path, pattern] = [formatPointer([property]) + leaf.path, formatPointer([property]) + leaf.pattern];
    const key = placeKey(itemId, path);
    if (!task.unattributed.has(key))
      task.unattributed.set(key, { botId, itemId, path, pattern: namelessPattern(task, pattern), reason: version.reason });
  }
}
