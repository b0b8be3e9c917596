import * as z from "zod";

/** How much of each bot's dictionary is described. By itself, since every page asks for it, and for nothing else of the dictionary. */
export const dictionaryList = z.object({
  bots: z.array(z.object({ botId: z.string(), name: z.string(), total: z.number().int(), unclassified: z.number().int() })),
});
export type DictionaryList = z.infer<typeof dictionaryList>;
