import * as z from "zod";
import { type Activity, anyId, type ItemScope, isJsonObject, type JsonObject } from "@/lib/model";

/** What a bot keeps, by scope; null where nothing is kept. */
export type InlineState = Record<ItemScope, JsonObject | null>;

/** The state of each scope as it rides on a message (protocols 3.1). */
const members = {
  user: "botUserData",
  conversation: "botConversationData",
  private: "botPerUserInConversationData",
} as const satisfies Record<ItemScope, string>;

/** A message of the first Bot Framework (2016), with the state it carries. */
export function toInlineMessage(activity: Activity, state: InlineState): JsonObject {
  const { id, timestamp, channelId, conversation, from, recipient, text, locale } = activity;
  const account = ({ id, name }: Activity["from"], isBot: boolean): JsonObject => ({ id, name: name ?? id, channelId, address: id, isBot });
  const [person, bot] = [account(from, false), account(recipient, true)];
  const carried = Object.entries(members).flatMap(([scope, member]) => {
    const data = state[scope as ItemScope];
    return data === null ? [] : [[member, data]];
  });
  return {
    type: activity.type === "message" ? "Message" : "BotAddedToConversation",
    id,
    conversationId: conversation.id,
    created: timestamp,
    language: locale ?? "en",
    text: text ?? "",
    attachments: [],
    from: person,
    to: bot,
    participants: [person, bot],
    totalParticipants: 2,
    mentions: [],
    hashtags: [],
    channelMessageId: id,
    channelConversationId: conversation.id,
    ...Object.fromEntries(carried),
  };
}

const answer = z.looseObject({
  type: z.string().optional(),
  text: z.string().nullish(),
  language: z.string().nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().default("application/octet-stream"), contentUrl: z.string().optional() }))
    .nullish(),
});

export type InlineAnswer = { reply: Partial<Activity> | null; state: Partial<InlineState> };

/**
 * What a bot answered: its reply, if it said anything, and the state that came back. A scope that is missing stays as it is; null empties it.
 * Throws a TypeError for what is no message.
 */
export function readInlineAnswer(body: unknown): InlineAnswer {
  const parsed = answer.safeParse(body);
  if (!parsed.success) throw new TypeError("The bot's answer is no message of the first Bot Framework.");
  return { reply: readReply(parsed.data), state: readState(parsed.data) };
}

function readReply({ text, language, attachments }: z.infer<typeof answer>): Partial<Activity> | null {
  const hasFiles = attachments != null && attachments.length > 0;
  if (!text && !hasFiles) return null;
  return { type: "message", ...(text && { text }), ...(language && { locale: language }), ...(hasFiles && { attachments }) };
}

/** What a bot says of its own accord: an answer that names its conversation (null: a new one), and which message it replies to. */
export type InlineSaying = InlineAnswer & {
  conversationId: string | null;
  replyToId: string | null;
  to: { id: string; name?: string } | null;
};

const optionalId = anyId.nullish();
const saying = z.looseObject({
  conversationId: optionalId,
  replyToMessageId: optionalId,
  to: z.looseObject({ id: anyId, name: z.string().max(500).nullish() }).nullish(),
});

/** A message that a bot posted to `/bot/v1.0/messages`. Throws a TypeError for what is none. */
export function readInlineSaying(body: unknown): InlineSaying {
  const parsed = saying.safeParse(body);
  if (!parsed.success) throw new TypeError("This is no message of the first Bot Framework.");
  const { conversationId, replyToMessageId, to } = parsed.data;
  return {
    ...readInlineAnswer(body),
    conversationId: conversationId ?? null,
    replyToId: replyToMessageId ?? null,
    to: to ? { id: to.id, ...(to.name && { name: to.name }) } : null,
  };
}

function readState(message: Record<string, unknown>): Partial<InlineState> {
  const state: Partial<InlineState> = {};
  for (const [scope, member] of Object.entries(members)) {
    const data = message[member];
    if (data === undefined) continue;
    if (data !== null && !isJsonObject(data)) throw new TypeError(`The bot's answer holds a ${member} that is no object.`);
    state[scope as ItemScope] = data;
  }
  return state;
}
