import { type JsonObject, type JsonValue, mergeValues, type OverwritePolicy } from "@/lib/model";
import { prepareItem } from "./prepare-item";

/** The texts of an item as the bot read it, as it wrote it, and as it is stored now; null where there was nothing. */
export type Overwrite = { key: string; base: string | null; ours: string | null; theirs: string | null };

/** What is to be stored, and where theirs is lost by it. A strict bot's write must have been refused before. */
export function resolveOverwrite(policy: OverwritePolicy, { key, base, ours, theirs }: Overwrite): { text: string | null; lost: string[] } {
  const { merged, taken, clashes } = mergeValues(toValue(base), toValue(ours), toValue(theirs));
  if (policy !== "protect") return { text: ours, lost: [...taken, ...clashes].sort() };
  return { text: merged === undefined ? null : prepareItem(key, merged).text, lost: clashes.sort() };
}

function toValue(text: string | null): JsonValue | undefined {
  return text === null ? undefined : (JSON.parse(text) as JsonObject);
}
