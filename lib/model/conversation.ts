import * as z from "zod";

/** What a bug bundle says about its bot. The settings are those of a Turnscope of another time, so they are text. */
export const conversationOrigin = z.object({
  botVersion: z.string().nullable(),
  overwritePolicy: z.string(),
  overlapTurns: z.boolean(),
});
export type ConversationOrigin = z.infer<typeof conversationOrigin>;

const member = z.object({
  id: z.string(),
  name: z.string(),
  leftAt: z.string().optional().describe("When they left or were removed; not there while they are in the conversation"),
});
export type Member = z.infer<typeof member>;

export const conversationSummary = z.object({
  conversationId: z.string(),
  botId: z.string(),
  channelId: z.string(),
  createdAt: z.string(),
  lastActivityAt: z.string(),
  turnCount: z.number().int(),
  activityCount: z.number().int(),
  forkedFrom: z.object({ conversationId: z.string(), turn: z.number().int() }).nullable().describe("Where a fork was made"),
  origin: conversationOrigin
    .nullable()
    .describe("How the bot was run where a bug bundle comes from; null for all that was not opened from one"),
  isReadOnly: z.boolean().describe("Opened from a file: it can be looked at, not talked in"),
  members: z.array(member).describe("The people, in the order they joined, also those who have left; the bot is not listed"),
});
export type ConversationSummary = z.infer<typeof conversationSummary>;

/** Who speaks; `locale` is the language of what they send. */
export type Persona = { id: string; name: string; locale?: string };

const startState = z.record(z.string(), z.unknown());

export const startConversationRequest = z.strictObject({
  botId: z.string().min(1).max(200),
  user: z.strictObject({ id: z.string().min(1).max(500), name: z.string().max(500).optional() }).optional(),
  conversationId: z.string().min(1).max(500).optional(),
  snapshotId: z.string().min(1).max(100).optional(),
  personaId: z.string().min(1).max(100).optional(),
  state: z.strictObject({ user: startState.optional(), conversation: startState.optional(), private: startState.optional() }).optional(),
});
export type StartConversationRequest = z.infer<typeof startConversationRequest>;
