import * as z from "zod";

export const botHostKinds = ["botframework-v4", "agents-sdk"] as const;
export type BotHostKind = (typeof botHostKinds)[number];

export const hostLabels: Record<BotHostKind, string> = { "botframework-v4": "in process · v4", "agents-sdk": "in process · Agents" };

const botSummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  host: z.enum(botHostKinds),
  status: z.enum(["ready", "failed"]),
  error: z.string().optional().describe("Why the module did not load, when status is failed"),
});
export type BotSummary = z.infer<typeof botSummary>;

/** What becomes of a write without condition over an item that somebody else wrote since the bot read it. */
export const overwritePolicies = ["sdk", "protect", "strict"] as const;
export type OverwritePolicy = (typeof overwritePolicies)[number];

const botSetting = z.object({
  overwritePolicy: z
    .enum(overwritePolicies)
    .describe("`sdk`: the last to write wins, and what is lost is told; `protect`: both are merged by path; `strict`: the turn fails"),
  overlapTurns: z.boolean().describe("Turns of one conversation do not wait for each other"),
});
export type BotSetting = z.infer<typeof botSetting>;
export const defaultBotSetting: BotSetting = { overwritePolicy: "sdk", overlapTurns: false };

export const setBotRequest = z.strictObject(botSetting.partial().shape);
export type SetBotRequest = z.infer<typeof setBotRequest>;

/** A bot with how it is run. */
export const listedBot = botSummary.extend(botSetting.shape);
export type ListedBot = z.infer<typeof listedBot>;

/** The channel in-process bots are told they are on: v4 bots send traces to no other (protocols: rule 2). */
export const defaultChannelId = "emulator";
