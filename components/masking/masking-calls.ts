import { conversationPath } from "@/components/api/conversation-calls";
import { localUser } from "@/components/api/local-user";
import { request } from "@/components/api/request";
import { type AuditPurpose, conversationMasking, unmasking, unmaskingList } from "@/lib/model";

const ofPerson = (personId: string): string => `/api/people/${encodeURIComponent(personId)}/unmaskings`;

export const getConversationMasking = (conversationId: string, signal?: AbortSignal) =>
  request(`${conversationPath(conversationId)}/masking`, { signal, answer: conversationMasking });

export const unmaskPerson = (personId: string, body: { reason: string; purpose: AuditPurpose; caseNumber?: string }) =>
  request(ofPerson(personId), { method: "POST", body, by: localUser, answer: unmasking });

export const endUnmasking = (id: string) => request(`/api/unmaskings/${encodeURIComponent(id)}`, { method: "DELETE", answer: unmasking });

export const listUnmaskings = async (personId: string | null, signal?: AbortSignal) =>
  (await request(personId === null ? "/api/unmaskings" : ofPerson(personId), { signal, answer: unmaskingList })).unmaskings;
