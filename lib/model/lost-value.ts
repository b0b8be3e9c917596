import * as z from "zod";
import { accountId, personal, placeOf, withAccountIds } from "./masking/mask-marks";
import { scopeSchema } from "./scope";
import { stateWriter } from "./state";

const lostValueSides = ["bot", "overwritten"] as const;
export type LostValueSide = (typeof lostValueSides)[number];

/** A value that a bot's write went over without the bot having known it. A value that is left out is one that was not there. */
export const lostValue = z.object({
  id: z.string(),
  turn: z.number().int().nullable().describe("The turn for which the bot worked, also after its end"),
  writeSeq: z.number().int().describe("The bot's state write"),
  isLate: z.boolean().describe("The bot wrote outside of a turn, or after its end"),
  scope: scopeSchema.exclude(["dialog"]).nullable().describe("Null when the storage key is in no known form: then nothing can be put back"),
  userId: accountId(z.string()).nullable(),
  key: withAccountIds(z.string()),
  path: placeOf(z.string()).describe("JSON Pointer into the item; empty for the whole item"),
  known: z.unknown().optional().describe("What the bot knew: as it read it, or as it was when its turn began"),
  written: z.unknown().optional().describe("What the bot wrote"),
  overwritten: z.unknown().optional().describe("What was stored, and is lost by it"),
  current: z.unknown().optional().describe("What is stored now"),
  overwrittenBy: stateWriter,
  isAsked: z.boolean().describe("A clash under the policy `protect`: open until somebody decides"),
  decision: z
    .object({ keep: z.enum(lostValueSides), by: personal(z.string()), at: z.string() })
    .nullable()
    .describe("`overwritten`: it was put back; null when nobody has decided, and the bot's value stands"),
  eTag: z.string().nullable().describe("eTag of the item now; null when nothing is stored"),
});
export type LostValue = z.infer<typeof lostValue>;

export const lostValueList = z.object({
  lostValues: z.array(lostValue).describe("The newest 100, newest first"),
  openClashes: z.number().int().describe("How many clashes of the conversation wait for a decision"),
});
export type LostValueList = z.infer<typeof lostValueList>;

export const decideLostValueRequest = z.strictObject({
  keep: z
    .enum(lostValueSides)
    .nullable()
    .describe("`overwritten` puts the lost value back; `bot` leaves the bot's; null takes the decision back, and with it what it wrote"),
  eTag: z.string().nullable().optional().describe("The item's eTag that was read (null: nothing stored); checked when given"),
});
export type DecideLostValueRequest = z.infer<typeof decideLostValueRequest>;
