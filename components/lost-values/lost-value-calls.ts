import { request } from "@/components/api/request";
import { type LostValue, type LostValueList, type LostValueSide, lostValue, lostValueList } from "@/lib/model";

/** Which of a conversation's lost values: open clashes, those of a turn, or those that one write went over. */
export type LostValueFilter = { open?: 1; turn?: number; seq?: number };

export type LostValueDecision = { keep: LostValueSide | null; eTag: string | null };

const pathOf = (conversationId: string): string => `/api/conversations/${encodeURIComponent(conversationId)}/lost-values`;

export const listLostValues = (conversationId: string, query: LostValueFilter, signal?: AbortSignal): Promise<LostValueList> =>
  request(pathOf(conversationId), { query, signal, answer: lostValueList });

export const decideLostValue = (conversationId: string, id: string, body: LostValueDecision, by: string): Promise<LostValue> =>
  request(`${pathOf(conversationId)}/${id}`, { method: "POST", body, by, answer: lostValue });
