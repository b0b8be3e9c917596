import * as z from "zod";

/** The channel bots are told they are on: v4 bots send traces to no other, v3 bots without credentials take no other (protocols: rule 2). */
export const defaultChannelId = "emulator";

/** Which SDK a bot elsewhere is made with; `auto` finds out at the first turn, and takes what it cannot tell for v4. */
export const botGenerations = ["auto", "v1", "v3", "v4", "agents"] as const;
export type BotGeneration = (typeof botGenerations)[number];
export type KnownGeneration = Exclude<BotGeneration, "auto">;

/** How replies come (protocols 2.1): as requests to our Connector API, or in the answer to the activity. v3 knows the first only. */
export const deliveryModes = ["normal", "expectReplies"] as const;
export type DeliveryMode = (typeof deliveryModes)[number];

/** How the bot's SDK names its store items, for an item that a person writes before the bot has (storage-key.ts). */
export const remoteKeyStyles = ["state-class", "plain", "turn-state"] as const;

/** A bot elsewhere as it is shown: without its password. */
export const remoteBot = z.object({
  endpoint: z.string(),
  generation: z.enum(botGenerations),
  seenGeneration: z
    .enum(botGenerations)
    .exclude(["auto"])
    .nullable()
    .describe("What it was seen to be by a probe or a turn, which counts where `generation` is `auto`; null while nothing was seen"),
  keyStyle: z.enum(remoteKeyStyles),
  channelId: z.string(),
  deliveryMode: z.enum(deliveryModes),
  appId: z.string().nullable(),
  hasPassword: z.boolean(),
  tenantId: z.string().nullable(),
  timeoutMs: z.number().int(),
});
export type RemoteBot = z.infer<typeof remoteBot>;

/** What a bot counts as: what somebody said, or else what was seen; `auto` while neither is known. */
export function generationOf({ generation, seenGeneration }: Pick<RemoteBot, "generation" | "seenGeneration">): BotGeneration {
  return generation === "auto" ? (seenGeneration ?? "auto") : generation;
}
