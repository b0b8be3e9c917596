import type { TurnContext as AgentsTurnContext } from "@microsoft/agents-hosting";
import type { TurnContext as V4TurnContext } from "botbuilder-core";
import * as z from "zod";
import type { BotStorage } from "@/lib/state";

/** What a bot's `createBot` answers. It is called once; `run` is called for each turn. */
export interface Bot<Context> {
  run(context: Context): Promise<void>;
  /** Called as the SDK's adapter calls it, when `run` throws. Throwing the same error again leaves it unhandled. */
  onTurnError?(context: Context, error: Error): Promise<void>;
}

type CreateBot<Context> = (options: { storage: BotStorage }) => Bot<Context> | Promise<Bot<Context>>;

/**
 * How the bot's SDK names its store items (protocols: storage keys): by the state classes (UserState, ConversationState,
 * PrivateConversationState), or by AgentApplication's TurnState, whose keys hold the agent's id too.
 */
const keyStyles = ["state-class", "turn-state"] as const;
export type KeyStyle = (typeof keyStyles)[number];

type BotFacts = { id: string; name: string; description: string; keyStyle?: KeyStyle; version?: string };
export type V4BotDefinition = BotFacts & { host?: "botframework-v4"; createBot: CreateBot<V4TurnContext> };
export type AgentsBotDefinition = BotFacts & { host: "agents-sdk"; createBot: CreateBot<AgentsTurnContext> };
/** What a bot author writes: the default export of a module, alone or in an array, or in an export named `bots`. */
export type BotDefinition = V4BotDefinition | AgentsBotDefinition;

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

const createBotError = "createBot must be a function: createBot({ storage }) => ({ run(context) })";

const botFacts = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "id must be 1 to 100 letters, digits, dots, dashes or underscores"),
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().min(1).max(1000),
  keyStyle: z.enum(keyStyles).default("state-class"),
  version: z.string().max(100).optional(),
});

export const botDefinition = z.discriminatedUnion("host", [
  botFacts.extend({ host: z.literal("botframework-v4"), createBot: z.custom<CreateBot<V4TurnContext>>(isFunction, createBotError) }),
  botFacts.extend({ host: z.literal("agents-sdk"), createBot: z.custom<CreateBot<AgentsTurnContext>>(isFunction, createBotError) }),
]);
export type CheckedBotDefinition = z.infer<typeof botDefinition>;
