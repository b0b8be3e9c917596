import { itemRef, placeRef } from "@/lib/env";
import { formatPointer, type JsonValue } from "@/lib/model";
import { decisionOn } from "../review/decisions";
import { leavesOf, type Owners } from "../words/whose-leaf";
import { knownKey, namelessPattern, type Task } from "./task";

type Property = { botId: string; itemId: string; property: string; value: JsonValue | undefined; owners: Owners };

/** Whose leaves are, with what people decided where nothing else tells it. */
export function decidedOwners(task: Task, { botId, itemId, property, value, owners }: Property): Owners {
  if (!task.decisions.itemIds.has(itemId)) return owners;
  const settled = new Map(owners);
  for (const leaf of leavesOf(value)) {
    if (owners.get(leaf.path) !== "unknown") continue;
    const pattern = formatPointer([property]) + leaf.pattern;
    const place = { itemId, pattern, text: leaf.text };
    const decision = decisionOn(task.decisions, { ...place, filed: namelessPattern(task, pattern) });
    if (!decision) continue;
    settled.set(leaf.path, decision === "erase" ? "own" : "other");
    if (decision === "kept") continue;
    task.decided.add(knownKey(botId, pattern, leaf.text));
    task.places.items.add(itemRef(itemId));
    task.places.values.add(placeRef(place));
  }
  return settled;
}
