import * as z from "zod";
import { accountId, ofThose, personal } from "./masking/mask-marks";
import { channelIdText, localeText } from "./persona";

/** What a bug bundle says about its bot. The settings are those of a Turnscope of another time, so they are text. */
export const conversationOrigin = z.object({
  botVersion: z.string().nullable(),
  overwritePolicy: z.string(),
  overlapTurns: z.boolean(),
});
export type ConversationOrigin = z.infer<typeof conversationOrigin>;

const member = ofThose(
  z.object({
    id: accountId(z.string()),
    name: personal(z.string()),
    leftAt: z.string().optional().describe("When they left or were removed; not there while they are in the conversation"),
  }),
  "id",
);
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
  locale: z.string().nullable().describe("The language of what people send, where they do not say another; null for en-US"),
  timeZone: z.string().nullable().describe("The time zone of what people send, where they do not say another; null for none"),
  isReadOnly: z.boolean().describe("Opened from a file: it can be looked at, not talked in"),
  members: z.array(member).describe("The people, in the order they joined, also those who have left; the bot is not listed"),
});
export type ConversationSummary = z.infer<typeof conversationSummary>;

export const timeZoneText = z.string().max(100).refine(isTimeZone, "Invalid input: expected a time zone such as Europe/Vienna");

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What is left out stays; null goes back to what is usual. */
export const changeConversationRequest = z.strictObject({
  locale: localeText.nullable().optional(),
  timeZone: timeZoneText.nullable().optional(),
  channelId: channelIdText.optional().describe("Part of every storage key: on another channel the bot finds other state"),
});
export type ChangeConversationRequest = z.infer<typeof changeConversationRequest>;

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
