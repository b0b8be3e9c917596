import * as z from "zod";
import { auditPurpose } from "./audit";
import { requestNumber } from "./request";

const reason = z.string().trim().min(1).max(2000);

/** A place that holds the same value. */
const correctionPlace = z.object({
  placeId: z.string().describe("Give it back to have it corrected too"),
  kind: z.enum(["fact", "snapshot"]),
  botId: z.string(),
  scope: z.string(),
  pattern: z.string().describe("Its path in the dictionary; in a snapshot the path itself"),
  label: z.string().nullable(),
  channelId: z.string().nullable(),
  conversationId: z.string().nullable(),
  name: z.string().nullable().describe("What the snapshot is called"),
  isShared: z.boolean().describe("Everybody in the conversation sees it"),
  why: z.string().nullable().describe("Why it has to stay as it is; null when it can be corrected"),
});
export type CorrectionPlace = z.infer<typeof correctionPlace>;

export const correctionPlaces = z.object({
  eTag: z.string().describe("Of the item that holds the fact: what a correction is made upon"),
  isCompared: z
    .boolean()
    .describe("False for values that say too little to be looked for elsewhere: yes and no, and one or two characters"),
  places: z
    .array(correctionPlace)
    .describe("Where else the same value stands, 200 at most: of this person, and in conversations of theirs"),
});
export type CorrectionPlaces = z.infer<typeof correctionPlaces>;

/** The longest text that a correction may write. */
const maxText = 10_000;

export const correctionRequest = z.strictObject({
  value: z.union([z.string().max(maxText), z.number(), z.boolean(), z.null()]).describe("Of the type that the bot stored, or null"),
  reason: reason.describe("Kept with the fact; goes with the person. The audit log has the place and the purpose only"),
  purpose: auditPurpose.default("request"),
  eTag: z.string().min(1).max(200),
  places: z.array(z.string().max(2000)).max(200).default([]).describe("Which of the other places are corrected too"),
  statement: z.string().trim().max(2000).default("").describe("A supplementary statement (Art. 16) for the places that stay as they are"),
  caseNumber: requestNumber.nullable().default(null),
});
export type CorrectionRequest = z.infer<typeof correctionRequest>;

export const correction = z.object({
  corrected: z.number().int().describe("Remembered values, this one among them"),
  snapshots: z.number().int(),
  kept: z.number().int().describe("Places that hold the old value and were left as they are"),
});
export type Correction = z.infer<typeof correction>;
