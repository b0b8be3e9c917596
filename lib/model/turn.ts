import * as z from "zod";
import { changeSchema } from "./change";
import { erasedMark, erasedPlace } from "./erased";
import { accountId, anActivity, personal, said } from "./masking/mask-marks";
import { turnRecord } from "./turn-record";

/**
 * `interrupted`: the server stopped before the turn ended; nothing of its state was written. `erased`: whose turn it was has been erased, and
 * nothing of it is left but its number.
 */
const turnOutcomes = ["running", "completed", "failed", "timed_out", "interrupted", "erased"] as const;
export type TurnOutcome = (typeof turnOutcomes)[number];

const counts = z.object({
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
  isCleared: z.boolean().optional().describe("The scope held something before, and nothing after"),
});

export const turnError = z.object({
  name: z.string(),
  message: said(z.string()),
  stack: said(z.string()).optional(),
  isHandled: z.boolean().optional().describe("True when the bot's own error handler took it: over HTTP such a bot answers 200"),
});
export type TurnError = z.infer<typeof turnError>;

export const turnSummary = z.object({
  number: z.number().int(),
  outcome: z.enum(turnOutcomes),
  startedAt: z.string(),
  durationMs: z.number().nullable(),
  userId: accountId(z.string()),
  activityId: z.string().describe("Id of the incoming activity"),
  sentence: said(z.string()).describe("The incoming activity in words"),
  counts: z.partialRecord(z.enum(["user", "conversation", "private", "dialog"]), counts),
  error: turnError.nullable(),
  lostUpdates: z.number().int().describe("How many values this turn overwrote without having known them"),
  /** Whose turn it was, or what was said in it, was erased. */
  erased: erasedMark.optional(),
});
export type TurnSummary = z.infer<typeof turnSummary>;

export const turnDetail = turnSummary.extend({
  activity: anActivity(z.unknown()),
  replies: z.array(anActivity(z.unknown())),
  changes: z.array(changeSchema),
  /** What it had set. */
  erasedPlaces: z.array(erasedPlace),
  botVersion: z.string().nullable(),
  record: turnRecord,
});
export type TurnDetail = z.infer<typeof turnDetail>;

/** `start`: what a conversation was opened with; `fork`: what it was forked with; `late`: a bot that wrote after its turn had ended. */
export const handWriteKinds = ["edit", "reset", "undo", "start", "restore", "snapshot", "fork"] as const;

/** A state write made by a person, on the same timeline as the turns: it stands after turn `afterTurn`. */
export const handWrite = z.object({
  seq: z.number().int(),
  kind: z.enum([...handWriteKinds, "late"]),
  at: z.string(),
  by: personal(z.string()),
  afterTurn: z.number().int(),
  counts: z.partialRecord(z.enum(["user", "conversation", "private", "dialog"]), counts),
  lostUpdates: z.number().int().optional().describe("How many values a late write of the bot went over without the bot having known them"),
});
export type HandWrite = z.infer<typeof handWrite>;
