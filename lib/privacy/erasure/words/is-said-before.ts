import { isJsonObject, type JsonObject } from "@/lib/model";
import type { Reach } from "../reach/reach";

/** Whether a bot said this before the person was known here. Role and time are ours: whoever posts an activity cannot choose them. */
export function isSaidBefore({ since }: Pick<Reach, "since">, { from, timestamp }: JsonObject): boolean {
  return since !== undefined && isJsonObject(from) && from.role === "bot" && typeof timestamp === "string" && timestamp < since;
}
