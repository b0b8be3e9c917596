import { findStack, isJsonObject, type JsonObject, type JsonValue, setOwn } from "@/lib/model";

/** A dialog value with nothing in progress, in the spelling of the SDK that wrote it: the bot finds it and begins anew. */
export function cancelDialog(dialog: JsonValue): JsonValue {
  const stack = findStack(dialog);
  return stack === null ? dialog : emptiedAt(dialog, stack.path);
}

/** Only what leads to the list is kept, and the type markers beside it. */
function emptiedAt(value: JsonValue, path: readonly string[]): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined || !isJsonObject(value)) return [];
  const kept: JsonObject = {};
  for (const [name, child] of Object.entries(value)) {
    if (name === key) setOwn(kept, name, emptiedAt(child, rest));
    else if (name.startsWith("$") || name.startsWith("py/")) setOwn(kept, name, child);
  }
  return kept;
}
