import * as z from "zod";
import type { Activity } from "./activity";
import { isJsonObject, type JsonValue } from "./json";
import { personal, saidJson } from "./masking/mask-marks";

/** State as a bot told it that keeps it elsewhere: its own copy, which nobody here can change. A scope is null where it told nothing. */
const botCopy = z.object({
  turn: z.number().int().nullable().describe("The turn after which the bot told it"),
  at: z.string(),
  source: z
    .enum(["inspection", "debug"])
    .describe("`inspection`: a BotState trace of v4's InspectionMiddleware; `debug`: watched variables of a v3 bot"),
  user: saidJson(z.unknown()).nullable(),
  conversation: saidJson(z.unknown()).nullable(),
  private: saidJson(z.unknown()).nullable(),
  dialog: saidJson(z.unknown()).nullable(),
});
export type BotCopy = z.infer<typeof botCopy>;

export const botCopyAnswer = z.object({
  copy: botCopy.nullable().describe("Null when the bot has told nothing yet"),
  attachedAfterTurn: z
    .number()
    .int()
    .nullable()
    .describe("The last turn when the bot attached: it tells its state after later ones. Null when it has not attached"),
});
export type BotCopyAnswer = z.infer<typeof botCopyAnswer>;

export const inspectionAnswer = z.object({
  isAttached: z.boolean(),
  sentence: personal(z.string()).describe("What came of it, and what to do"),
});
export type InspectionAnswer = z.infer<typeof inspectionAnswer>;

const replicated = ["activity", "botState", "command", "conversationReference"].map(
  (name) => `https://www.botframework.com/schemas/${name}`,
);

/** A trace with which InspectionMiddleware repeats what passes through the bot (protocols 7), and not one of the bot's own. */
export function isInspectionTrace({ type, valueType }: Partial<Activity>): boolean {
  return type === "trace" && typeof valueType === "string" && replicated.includes(valueType);
}

const botStateType = "https://www.botframework.com/schemas/botState";

/** How an activity tells its bot's state, if it does: by InspectionMiddleware's trace, or by the variables that a v3 bot watches (protocols 4.3, 7). */
export function toldSource({ type, valueType, name, value }: Partial<Activity>): BotCopy["source"] | null {
  if (type === "trace") return valueType === botStateType ? "inspection" : null;
  if (type !== "event" || name !== "debug" || !Array.isArray(value)) return null;
  return value.some((item: JsonValue) => isJsonObject(item) && item.type === "variable") ? "debug" : null;
}
