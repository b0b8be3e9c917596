import * as z from "zod";
import { leafTypes } from "../leaf";

const namedValue = z.object({
  path: z.string().describe("Where it is in the item; its path in the dictionary when masked"),
  pattern: z.string().describe("Its path in the dictionary"),
  label: z.string().nullable(),
  type: z.enum(leafTypes),
  value: z.unknown().describe("The value; of a text its first 1,000 characters. `{ $masked: type }` when masked"),
  isCut: z.boolean().describe("The text goes on"),
});

const namedItem = z.object({
  itemId: z.string(),
  botId: z.string(),
  key: z.string().describe("The storage key, of the bot's own making; when masked no more than its first word"),
  identityId: z.string().describe("The person's identity whose id the key names"),
  updatedAt: z.string(),
  values: z.array(namedValue).describe("The first 50"),
  valueCount: z.number().int(),
  isMasked: z.boolean(),
});
export type NamedItem = z.infer<typeof namedItem>;

export const namedItemList = z.object({
  items: z.array(namedItem).describe("The last written first, 100 at most"),
  count: z.number().int().describe("How many there are"),
});
export type NamedItemList = z.infer<typeof namedItemList>;
