import * as z from "zod";
import { anyId } from "./any-id";
import { jsonObject, jsonValue } from "./api";
import { bundleFaults } from "./bundle-faults";
import { timeZoneText } from "./conversation";
import { accountId, nameOf, ofThose, personal, withAccountIds } from "./masking/mask-marks";
import { localeText } from "./persona";

import { itemScopes } from "./scope";
import { newerVersionMessage } from "./snapshot";
import { maxKeyCharacters } from "./state";
import { activityInFile, maxTranscriptActivities } from "./transcript";
import { handWrite, handWriteKinds, turnSummary } from "./turn";
import { keptTurnRecord } from "./turn-record";

export const bundleFormat = "turnscope-bundle";
export const bundleVersion = 1;

/** State writes are numbered in 32 bits. */
const seq = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);
const turnNumber = z
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** Beside `anyId`, which is no mark of an account wherever it stands. */
const bundleUserId = accountId(anyId.describe("The id of a person's account"));

const loggedActivity = z.strictObject({
  turn: turnNumber.nullable(),
  activity: activityInFile,
});

const recordedTurn = turnSummary
  .omit({ sentence: true })
  .extend({
    number: turnNumber,
    startedAt: z.iso.datetime(),
    writeSeq: seq.nullable().describe("The state write of this turn; null when it changed nothing"),
    stateSeq: seq.or(z.literal(0)).nullable().describe("The newest state write of all when it ended"),
    botVersion: z.string().max(1000).nullable(),
    record: keptTurnRecord.describe("A value that a version holds too is named by its hash"),
  })
  .strict();
export type RecordedTurn = z.infer<typeof recordedTurn>;

const recordedWrite = handWrite
  .extend({
    seq,
    at: z.iso.datetime(),
    kind: z.enum([...handWriteKinds, "late", "turn"]),
    conversationId: anyId.nullable().describe("Of user state: perhaps another conversation"),
    userId: bundleUserId.nullable(),
  })
  .strict();
export type RecordedWrite = z.infer<typeof recordedWrite>;

/** A store item with every version it had. Values stand once, and versions point at them. */
const itemHistory = z.strictObject({
  key: withAccountIds(z.string().min(1).max(maxKeyCharacters)),
  scope: z
    .enum([...itemScopes, "unclassified"])
    .describe("`unclassified`: the key has no known form, and what is told is what this conversation wrote"),
  userId: bundleUserId.nullable(),
  data: jsonObject.nullable().describe("As it is now; null when nothing is stored"),
  values: z.array(jsonValue),
  versions: z.array(
    z.strictObject({
      seq: seq.describe("The state write that left it so"),
      property: nameOf(z.string()),
      value: z.number().int().min(0).nullable().describe("Which of `values`; null when the write removed the property"),
    }),
  ),
});
export type BundleItem = z.infer<typeof itemHistory>;

/** A conversation with everything that time travel needs, as one file. */
export const bundleFile = z
  .strictObject({
    format: z.literal(bundleFormat),
    version: z.literal(bundleVersion, { error: ({ input }) => newerVersionMessage(input, bundleVersion) }),
    exportedAt: z.iso.datetime(),
    bot: z.strictObject({ id: z.string().min(1).max(200), version: z.string().max(1000).nullable() }),
    settings: z.strictObject({ overwritePolicy: z.string().max(100), overlapTurns: z.boolean() }),
    conversation: z.strictObject({
      id: anyId,
      channelId: z.string().regex(/^[^/]{1,100}$/),
      createdAt: z.iso.datetime(),
      members: z.array(ofThose(z.strictObject({ id: bundleUserId, name: personal(z.string().max(1000)) }), "id")).max(10_000),
      locale: localeText.nullable().default(null),
      timeZone: timeZoneText.nullable().default(null),
    }),
    activities: z.array(loggedActivity).max(maxTranscriptActivities),
    turns: z.array(recordedTurn).max(maxTranscriptActivities),
    writes: z.array(recordedWrite),
    items: z.array(itemHistory),
  })
  .superRefine((bundle, context) => {
    for (const { path, message } of bundleFaults(bundle)) context.addIssue({ code: "custom", path, message });
  });
export type BundleFile = z.infer<typeof bundleFile>;
