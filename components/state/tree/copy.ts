import { copyText } from "@/components/ui/copy-text";
import type { JsonValue } from "@/lib/model";

/** Text as it is, everything else as JSON. */
export function copyValue(value: JsonValue): Promise<void> {
  return copyText(typeof value === "string" ? value : JSON.stringify(value, null, 2), "Value");
}

export function copyPath(pointer: string): Promise<void> {
  return copyText(pointer, "Path");
}
