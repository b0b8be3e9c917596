import * as z from "zod";
import { conversationSummary, listedBot, type SetBotRequest, type StartConversationRequest } from "@/lib/model";
import { request } from "./request";

// Apart from client.ts, so that the pages without a workbench do not load the shapes of turns and state.

export const startedConversation = z.object({
  conversationId: z.string(),
  botId: z.string(),
  user: z.object({ id: z.string(), name: z.string() }),
  url: z.string(),
});
export type StartedConversation = z.infer<typeof startedConversation>;

const conversationPage = z.object({ conversations: z.array(conversationSummary), cursor: z.string().nullable() });
export type ConversationPage = z.infer<typeof conversationPage>;

export const conversationPath = (conversationId: string): string => `/api/conversations/${encodeURIComponent(conversationId)}`;

export const listBots = (signal?: AbortSignal) => request("/api/bots", { signal, answer: z.array(listedBot) });

export const setBot = ({ id, ...body }: SetBotRequest & { id: string }) =>
  request(`/api/bots/${encodeURIComponent(id)}`, { method: "PATCH", body, answer: listedBot });

export const startConversation = (body: StartConversationRequest, by?: string): Promise<StartedConversation> =>
  request("/api/conversations", { method: "POST", body, by, answer: startedConversation });

type ListConversationsOptions = { botId?: string | null; cursor?: string | null; signal?: AbortSignal };

export const listConversations = ({ botId, cursor, signal }: ListConversationsOptions = {}): Promise<ConversationPage> =>
  request("/api/conversations", { query: { botId, cursor }, signal, answer: conversationPage });

export const getConversation = (conversationId: string, signal?: AbortSignal) =>
  request(conversationPath(conversationId), { signal, answer: conversationSummary });
