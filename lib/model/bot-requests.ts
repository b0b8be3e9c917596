import * as z from "zod";
import { anyId } from "./any-id";
import { botSetting, listedBot } from "./bot";
import { botGenerations, defaultChannelId, deliveryModes, remoteKeyStyles } from "./remote-bot";

const botIdText = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "Invalid input: 1 to 100 letters, digits, dots, dashes or underscores");

/** Redirects are not followed, and link-local and metadata addresses are refused when it is asked (lib/channels). */
const endpointUrl = z
  .url({ protocol: /^https?$/, error: "Invalid input: expected an address such as http://127.0.0.1:3978/api/messages" })
  .max(2000)
  .refine((text) => isWithoutCredentials(text), "Invalid input: an address holds no user name and password");

function isWithoutCredentials(text: string): boolean {
  return !URL.canParse(text) || (new URL(text).username === "" && new URL(text).password === "");
}

const remoteBotFacts = z.strictObject({
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(1000).default(""),
  endpoint: endpointUrl.describe("Where it takes activities, such as http://127.0.0.1:3978/api/messages"),
  generation: z.enum(botGenerations).default("auto"),
  keyStyle: z.enum(remoteKeyStyles).optional().describe("How its SDK names store items; by its generation when left out"),
  channelId: anyId.default(defaultChannelId).describe("The channel it is told it is on; v3 bots without credentials take `emulator` only"),
  deliveryMode: z.enum(deliveryModes).default("normal"),
  appId: z.string().trim().min(1).max(200).nullable().default(null),
  appPassword: z.string().min(1).max(1000).nullable().default(null).describe("Kept encrypted, never answered"),
  tenantId: z.string().trim().min(1).max(200).nullable().default(null).describe("Of a single-tenant bot"),
  timeoutMs: z.number().int().min(100).max(600_000).default(15_000).describe("How long a turn may take"),
});

export const addBotRequest = remoteBotFacts.extend({ id: botIdText.optional().describe("Made of the name when left out") });
export type AddBotRequest = z.infer<typeof addBotRequest>;

const changeRemoteBot = z.strictObject({
  name: remoteBotFacts.shape.name.optional(),
  description: z.string().trim().max(1000).optional(),
  endpoint: endpointUrl.optional(),
  generation: z.enum(botGenerations).optional(),
  keyStyle: z.enum(remoteKeyStyles).optional(),
  channelId: anyId.optional(),
  deliveryMode: z.enum(deliveryModes).optional(),
  appId: z.string().trim().min(1).max(200).nullable().optional(),
  appPassword: z.string().min(1).max(1000).nullable().optional(),
  tenantId: z.string().trim().min(1).max(200).nullable().optional(),
  timeoutMs: z.number().int().min(100).max(600_000).optional(),
});
export type ChangeRemoteBot = z.infer<typeof changeRemoteBot>;

export const setBotRequest = z.strictObject(botSetting.partial().shape);
export type SetBotRequest = z.infer<typeof setBotRequest>;

/** How a bot is run, and for one elsewhere also where it is and how it is asked. */
export const changeBotRequest = z.strictObject({ ...setBotRequest.shape, ...changeRemoteBot.shape });
export type ChangeBotRequest = z.infer<typeof changeBotRequest>;

export const botKeys = z.object({
  directLineSecret: z.string().describe("For Direct Line clients; shown this once"),
  storageKey: z.string().describe("For a bot that keeps its state here over HTTP; shown this once"),
  serviceUrl: z
    .string()
    .describe("Where the bot asks for everything: the serviceUrl of its activities, and the OAuthUrl of its settings. It stays the same"),
});
export type BotKeys = z.infer<typeof botKeys>;

export const addedBot = z.object({ bot: listedBot, keys: botKeys });
export type AddedBot = z.infer<typeof addedBot>;

/** What a probe found, in words for whoever set the bot up. `isReachable` alone is not enough: see `finding`. */
export const botProbe = z.object({
  finding: z.enum([
    "ready",
    "nothing_listens",
    "wrong_path",
    "credentials_missing",
    "credentials_refused",
    "not_a_bot",
    "too_slow",
    "address_refused",
    "bot_failed",
  ]),
  sentence: z.string().describe("What was found, and what to do"),
  generation: z.enum(botGenerations).describe("What the answer looked like; `auto` when it cannot be told"),
  status: z.number().int().nullable().describe("The HTTP status of the bot's answer"),
  durationMs: z.number(),
});
export type BotProbe = z.infer<typeof botProbe>;
