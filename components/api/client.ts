import * as z from "zod";
import {
  type Activity,
  allScopes,
  botSummary,
  changeSchema,
  conversationSummary,
  handWrite,
  isJsonObject,
  type JsonObject,
  type LoggedActivity,
  type Scope,
  type StartConversationRequest,
  type StateChange,
  scopeSchema,
  turnDetail,
  turnSummary,
} from "@/lib/model";
import { request } from "./request";

const started = z.object({
  conversationId: z.string(),
  botId: z.string(),
  user: z.object({ id: z.string(), name: z.string() }),
  url: z.string(),
});
export type StartedConversation = z.infer<typeof started>;

const conversationPage = z.object({ conversations: z.array(conversationSummary), cursor: z.string().nullable() });
export type ConversationPage = z.infer<typeof conversationPage>;

const turnPage = z.object({ turns: z.array(turnSummary), writes: z.array(handWrite), cursor: z.number().nullable() });

// Values and activities come from our own server, which checked them when they were made; only their outline is checked again.
const changes = z.array(changeSchema) as z.ZodType<StateChange[]>;
const activity = z.custom<Activity>((value) => isJsonObject(value) && typeof value.id === "string" && typeof value.type === "string");
const historyPage = z.object({ activities: z.array(z.object({ position: z.number(), turn: z.number().nullable(), activity })) });

export const stateWritten = z.object({
  state: allScopes,
  changes,
  removed: z.array(z.object({ scope: scopeSchema, data: z.unknown() })),
});
export type StateWritten = z.infer<typeof stateWritten>;

const turn = turnDetail.extend({ activity, replies: z.array(activity), changes });
export type LoadedTurn = z.infer<typeof turn>;

export type ScopeWrite = { data: JsonObject | null; eTag: string | null };
export type StateWriteRequest = {
  conversationId: string;
  userId: string;
  kind: "edit" | "reset" | "undo";
  /** All of them are written, or none. `data` null removes the scope; an `eTag` of "*" writes whatever is there now, null expects nothing. */
  scopes: Partial<Record<Scope, ScopeWrite>>;
  by: string;
};

const conversationPath = (conversationId: string): string => `/api/conversations/${encodeURIComponent(conversationId)}`;

export const listBots = (signal?: AbortSignal) => request("/api/bots", { signal, answer: z.array(botSummary) });

export const startConversation = (body: StartConversationRequest, by?: string): Promise<StartedConversation> =>
  request("/api/conversations", { method: "POST", body, by, answer: started });

type ListConversationsOptions = { botId?: string | null; cursor?: string | null; signal?: AbortSignal };

export const listConversations = ({ botId, cursor, signal }: ListConversationsOptions = {}): Promise<ConversationPage> =>
  request("/api/conversations", { query: { botId, cursor }, signal, answer: conversationPage });

export const getConversation = (conversationId: string, signal?: AbortSignal) =>
  request(conversationPath(conversationId), { signal, answer: conversationSummary });

export const writeState = ({ conversationId, userId, kind, scopes, by }: StateWriteRequest): Promise<StateWritten> =>
  request(`${conversationPath(conversationId)}/state`, {
    method: "PUT",
    query: { userId },
    body: { kind, scopes },
    by,
    answer: stateWritten,
  });

type PageOptions = { before?: number; limit?: number; signal?: AbortSignal };

export const listTurns = (conversationId: string, { before, limit, signal }: PageOptions = {}) =>
  request(`${conversationPath(conversationId)}/turns`, { query: { before, limit }, signal, answer: turnPage });

export const getTurn = (conversationId: string, number: number, signal?: AbortSignal): Promise<LoadedTurn> =>
  request(`${conversationPath(conversationId)}/turns/${number}`, { signal, answer: turn });

/** Activities before a position in the log, oldest first: for scrolling up in the chat. */
export async function listHistory(conversationId: string, { before, limit, signal }: PageOptions = {}): Promise<LoggedActivity[]> {
  const path = `${conversationPath(conversationId)}/history`;
  return (await request(path, { query: { before, limit }, signal, answer: historyPage })).activities;
}
