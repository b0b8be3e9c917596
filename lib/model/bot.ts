import * as z from "zod";

export const botHostKinds = ["botframework-v4", "agents-sdk"] as const;
export type BotHostKind = (typeof botHostKinds)[number];

export const hostLabels: Record<BotHostKind, string> = { "botframework-v4": "in process · v4", "agents-sdk": "in process · Agents" };

export const botSummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  host: z.enum(botHostKinds),
  status: z.enum(["ready", "failed"]),
  error: z.string().optional().describe("Why the module did not load, when status is failed"),
});
export type BotSummary = z.infer<typeof botSummary>;

/** The channel in-process bots are told they are on: v4 bots send traces to no other (protocols: rule 2). */
export const defaultChannelId = "emulator";
