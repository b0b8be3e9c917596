import * as z from "zod";
import type { Activity } from "./activity";
import { personal } from "./mask-marks";

/** State as a bot told it that keeps it elsewhere: its own copy, which nobody here can change. A scope is null where it told nothing. */
const botCopy = z.object({
  turn: z.number().int().nullable().describe("The turn after which the bot told it"),
  at: z.string(),
  source: z
    .enum(["inspection", "debug"])
    .describe("`inspection`: a BotState trace of v4's InspectionMiddleware; `debug`: watched variables of a v3 bot"),
  user: z.unknown().nullable(),
  conversation: z.unknown().nullable(),
  private: z.unknown().nullable(),
  dialog: z.unknown().nullable(),
});
export type BotCopy = z.infer<typeof botCopy>;

export const botCopyAnswer = z.object({ copy: botCopy.nullable().describe("Null when the bot has told nothing yet") });

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
