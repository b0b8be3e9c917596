import * as z from "zod";
import { auditPurpose } from "./audit";
import { requestNumber } from "./request";

const reason = z.string().trim().min(1).max(2000);

const within = z
  .object({
    parts: z
      .array(
        z.object({
          before: z.string().describe("What stands before it, shortened"),
          part: z.string().describe("The value as it is written there: this alone is replaced"),
        }),
      )
      .describe("The first three"),
    after: z.string().describe("What stands behind the last of them, shortened"),
    more: z.number().int().describe("How many more parts of the text are replaced with these"),
  })
  .nullable()
  .describe("The text that the value is a part of, to see what it would become; null where the value is all that stands there");

/** A place that holds the same value, or a text with it. */
const correctionPlace = z.object({
  placeId: z.string().describe("Give it back to have it corrected too; of a text it stands for the text as it is now"),
  kind: z.enum(["fact", "snapshot"]),
  botId: z.string(),
  scope: z.string(),
  pattern: z.string().describe("Its path in the dictionary; in a snapshot the path itself"),
  label: z.string().nullable(),
  channelId: z.string().nullable(),
  conversationId: z.string().nullable(),
  name: z.string().nullable().describe("What the snapshot is called"),
  isShared: z.boolean().describe("Everybody in the conversation sees it"),
  within,
  why: z.string().nullable().describe("Why it has to stay as it is; null when it can be corrected"),
});
export type CorrectionPlace = z.infer<typeof correctionPlace>;

export const correctionPlaces = z.object({
  eTag: z.string().describe("Of the item that holds the fact: what a correction is made upon"),
  isCompared: z
    .boolean()
    .describe("False for values that say too little to be looked for elsewhere: yes and no, and one or two characters"),
  isSoughtInTexts: z
    .boolean()
    .describe("False for values that are everyday words or small numbers besides: they are not looked for within longer texts"),
  places: z
    .array(correctionPlace)
    .describe(
      "Where else the same value stands, 200 at most: of this person, and in conversations of theirs. Texts that it is a part of come last",
    ),
});
export type CorrectionPlaces = z.infer<typeof correctionPlaces>;

/** The longest text that a correction may write. */
const maxText = 10_000;

export const correctionRequest = z.strictObject({
  value: z.union([z.string().max(maxText), z.number(), z.boolean(), z.null()]).describe("Of the type that the bot stored, or null"),
  reason: reason.describe("Kept with the fact; goes with the person. The audit log has the place and the purpose only"),
  purpose: auditPurpose.default("request"),
  eTag: z.string().min(1).max(200),
  places: z
    .array(z.string().max(2000))
    .max(200)
    .default([])
    .describe("Which of the other places are corrected too. Of a text only the part is replaced, unless the text changed meanwhile"),
  statement: z.string().trim().max(2000).default("").describe("A supplementary statement (Art. 16) for the places that stay as they are"),
  caseNumber: requestNumber.nullable().default(null),
});
export type CorrectionRequest = z.infer<typeof correctionRequest>;

export const correction = z.object({
  corrected: z.number().int().describe("Remembered values, this one among them"),
  snapshots: z.number().int(),
  texts: z.number().int().describe("Of both, texts of which only a part was replaced"),
  kept: z.number().int().describe("Places that hold the old value, alone or within a text, and were left as they are"),
});
export type Correction = z.infer<typeof correction>;
