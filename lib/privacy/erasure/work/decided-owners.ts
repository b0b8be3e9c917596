import { formatPointer, type JsonValue } from "@/lib/model";
import { placeKey } from "../review/decisions";
import { leavesOf, type Owners } from "../words/whose-leaf";
import { knownKey, namelessPattern, type Task } from "./task";

type Property = { botId: string; itemId: string; property: string; value: JsonValue | undefined; owners: Owners };

/** Whose leaves are, with what people decided where nothing else tells it. */
export function decidedOwners(task: Task, { botId, itemId, property, value, owners }: Property): Owners {
  if (task.decisions.size === 0) return owners;
  const settled = new Map(owners);
  for (const leaf of leavesOf(value)) {
    if (owners.get(leaf.path) !== "unknown") continue;
    const pattern = formatPointer([property]) + leaf.pattern;
    const decision = task.decisions.get(placeKey(itemId, namelessPattern(task, pattern)));
    if (!decision) continue;
    settled.set(leaf.path, decision === "erase" ? "own" : "other");
    if (decision === "erase") task.decided.add(knownKey(botId, pattern, leaf.text));
  }
  return settled;
}
