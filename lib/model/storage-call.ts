import * as z from "zod";
import { isJsonObject } from "./json";

/** One call may hold this many keys; a turn rarely asks for more than three. */
const maxKeys = 10_000;

const keys = z.array(z.string()).max(maxKeys);

/** Taken as it came: a schema that copies objects would lose a key called `__proto__`. */
const items = z
  .unknown()
  .refine(isJsonObject, "Invalid input: expected an object of store items by their keys")
  .meta({ type: "object", additionalProperties: { type: "object" } });

export const storageKeysRequest = z.strictObject({ keys });
export const writeStorageRequest = z.strictObject({
  changes: items.describe(
    "Each item as it shall be, by its key. `eTag` inside an item is the condition: left out or `*` overwrites; any other must be that of the stored item",
  ),
});

export const readStorageAnswer = z.object({
  items: items.describe("What is stored, by key, each with its `eTag`; what is not is left out"),
});
export const writeStorageAnswer = z.object({ eTags: items.meta({ type: "object", additionalProperties: { type: "string" } }) });
export const deleteStorageAnswer = z.object({ keys });
