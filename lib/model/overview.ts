import * as z from "zod";
import { dictionaryScopes } from "./dictionary";
import { sizeOf } from "./masking/mask-marks";

/** One path in numbers over time; nobody's values, and nobody's name. */
const overviewPath = z.object({
  id: z.string(),
  scope: z.enum(dictionaryScopes),
  path: z.string(),
  label: z.string().nullable(),
  category: z.string().nullable(),
  people: z.number().int(),
  facts: z.number().int(),
  bytes: sizeOf(z.number().int()),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  firstVersion: z.string().nullable().describe("Of the bot, in the turn that wrote it first"),
  lastVersion: z.string().nullable(),
  daily: z.array(z.number().int()).describe("How many people had it at the end of each of `days`"),
  byVersion: z.array(z.number().int()).describe("How many people had it when each of `releases` ended; of the last one, now"),
});
export type OverviewPath = z.infer<typeof overviewPath>;

const release = z.object({
  version: z.string(),
  since: z.string().describe("When it is first known to have written something"),
  newPaths: z.array(z.string()).describe("Ids of paths that it was the first to write"),
  vanishedPaths: z.array(z.string()).describe("Ids of paths that the version before wrote last, and nobody since"),
});
export type Release = z.infer<typeof release>;

export const overview = z.object({
  botId: z.string(),
  botName: z.string(),
  people: z.number().int().describe("Whom the bot knows"),
  total: z.number().int(),
  unclassified: z.number().int(),
  facts: z.number().int(),
  bytes: sizeOf(z.number().int()),
  days: z.array(z.string()).describe("UTC, the last one today"),
  paths: z.array(overviewPath).describe("Those that most people have first, at most 500"),
  unused: z
    .array(z.object({ scope: z.string().nullable(), path: z.string().nullable(), detail: z.string() }))
    .describe("What none of the latest recorded turns asked for; reads of whole items are known, not of what is in them"),
  releases: z.array(release).describe("Versions of the bot, oldest first, as far as the paths tell of them; at most the newest 12"),
});
export type Overview = z.infer<typeof overview>;
