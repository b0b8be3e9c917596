import * as z from "zod";
import { nameOf, personal, placeOf, sizeOf, withAccountIds } from "./masking/mask-marks";
import { scopeSchema } from "./scope";

/** One item in a storage operation. A property that was written is listed with its new value; null means it was removed. */
const operationItem = z.object({
  key: withAccountIds(z.string()),
  scope: scopeSchema.exclude(["dialog"]).nullable().describe("Null when the key is in no known form"),
  eTagBefore: z.string().nullable().describe("What was stored when the operation ran; null when nothing was"),
  eTagAfter: z.string().nullable().describe("What the bot got or made; null when there is nothing now"),
  bytes: sizeOf(z.number().int()),
  written: z
    .array(z.object({ property: nameOf(z.string()), value: z.unknown() }))
    .describe("Properties that differ from what the bot had before"),
});

/** A call of the bot's storage, in the order in which they were made. Times are in milliseconds from the begin of the turn. */
const storageOperation = z.object({
  kind: z.enum(["read", "write", "delete"]),
  startedMs: z.number(),
  durationMs: z.number(),
  items: z.array(operationItem),
  error: personal(z.string()).nullable().describe("The error that the bot got instead of an answer"),
});
export type StorageOperation = z.infer<typeof storageOperation>;

/** As it is kept: a value that the turn's commit stored too is named by its hash, so that it is on disk once. */
const keptOperation = storageOperation.extend({
  items: z.array(
    operationItem.extend({
      written: z.array(z.object({ property: nameOf(z.string()), value: z.unknown().optional(), hash: personal(z.string()).optional() })),
    }),
  ),
});
export type KeptOperation = z.infer<typeof keptOperation>;

/** `step`: a waterfall ran a step. `continued`: the dialog heard the activity. Dialogs inside a component have its id in `within`. */
const dialogEventKinds = ["begun", "continued", "step", "replaced", "ended", "cancelled"] as const;
const dialogEvent = z.object({
  kind: z.enum(dialogEventKinds),
  dialogId: z.string(),
  within: z.array(z.string()).describe("Ids of the component dialogs around it, outermost first"),
  step: z.object({ index: z.number().int(), name: z.string() }).optional(),
  atMs: z.number(),
});
export type DialogEvent = z.infer<typeof dialogEvent>;

export const logLevels = ["debug", "info", "log", "warn", "error"] as const;
const botLog = z.object({ level: z.enum(logLevels), text: personal(z.string()), atMs: z.number() });
export type BotLog = z.infer<typeof botLog>;

/** A value that somebody else wrote and this turn overwrote without having read it. */
const lostUpdate = z.object({
  key: withAccountIds(z.string()),
  scope: scopeSchema.exclude(["dialog"]).nullable(),
  lostSeq: z.number().int().describe("The state write whose values were overwritten"),
  paths: z.array(placeOf(z.string())).describe("Where the lost value differed, as pointers into the item"),
});
export type LostUpdate = z.infer<typeof lostUpdate>;

/** What the recorder saw in a turn besides its activities and changes. */
export const turnRecord = z.object({
  operations: z.array(storageOperation),
  dialogs: z.array(dialogEvent),
  logs: z.array(botLog),
  lostUpdates: z.array(lostUpdate),
  problems: z.array(personal(z.string())).describe("What could not be recorded, and why; the turn itself went on"),
});
export type TurnRecord = z.infer<typeof turnRecord>;

export const keptTurnRecord = turnRecord.extend({ operations: z.array(keptOperation) });
export type KeptTurnRecord = z.infer<typeof keptTurnRecord>;

export const emptyTurnRecord: TurnRecord = { operations: [], dialogs: [], logs: [], lostUpdates: [], problems: [] };
