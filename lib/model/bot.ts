import * as z from "zod";
import { remoteBot } from "./remote-bot";

export const botHostKinds = ["botframework-v4", "agents-sdk", "remote"] as const;
export type BotHostKind = (typeof botHostKinds)[number];

export const hostLabels: Record<BotHostKind, string> = {
  "botframework-v4": "in process · v4",
  "agents-sdk": "in process · Agents",
  remote: "over HTTP",
};

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

/**
 * The conversationUpdates of a start, as channels send them (protocols 1.5). `emulator`: one for person and bot together; `emulator-v3`: two,
 * the bot's first; `direct-line`: the bot's at the start, the person's with their first message.
 */
export const greetings = ["emulator", "emulator-v3", "direct-line"] as const;
export type Greeting = (typeof greetings)[number];

export const botSetting = z.object({
  overwritePolicy: z
    .enum(overwritePolicies)
    .describe("`sdk`: the last to write wins; `protect`: both are merged by path; `strict`: the turn fails"),
  overlapTurns: z.boolean().describe("Turns of one conversation do not wait for each other"),
  greeting: z
    .enum(greetings)
    .describe("Who is told of at a start: both at once, the bot and then the person, or the person with their first message"),
  isProduction: z.boolean().describe("Talks with people who are no testers: their values are masked"),
  deletionOpensCase: z.boolean(),
  offersSelfService: z.boolean(),
});
export type BotSetting = z.infer<typeof botSetting>;
export const defaultBotSetting: BotSetting = {
  overwritePolicy: "sdk",
  overlapTurns: false,
  greeting: "emulator",
  isProduction: false,
  deletionOpensCase: false,
  offersSelfService: false,
};

/** A bot with how it is run. */
export const listedBot = botSummary.extend({
  ...botSetting.shape,
  remote: remoteBot.nullable().describe("Where it is and how it is asked; null for a bot in this process"),
});
export type ListedBot = z.infer<typeof listedBot>;
