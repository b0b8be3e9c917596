import * as z from "zod";
import { conversationPath } from "@/components/api/conversation-calls";
import { request } from "@/components/api/request";
import { type AllScopes, allScopes, type LeakReport, leakReport, type MemberList, type MemberToAdd, memberList } from "@/lib/model";

const change = memberList.extend({ turn: z.object({ number: z.number(), outcome: z.string() }) });
export type MemberChange = z.infer<typeof change>;

const membersPath = (conversationId: string): string => `${conversationPath(conversationId)}/members`;

export const listMembers = (conversationId: string, signal?: AbortSignal): Promise<MemberList> =>
  request(membersPath(conversationId), { signal, answer: memberList });

export const addMember = (conversationId: string, body: MemberToAdd): Promise<MemberChange> =>
  request(membersPath(conversationId), { method: "POST", body, answer: change });

export const removeMember = (conversationId: string, userId: string): Promise<MemberChange> =>
  request(`${membersPath(conversationId)}/${encodeURIComponent(userId)}`, { method: "DELETE", answer: change });

export const getStateOf = (conversationId: string, userId: string, signal?: AbortSignal): Promise<AllScopes> =>
  request(`${conversationPath(conversationId)}/state`, { query: { userId }, signal, answer: allScopes });

export const checkLeaks = (conversationId: string, ownerId: string): Promise<LeakReport> =>
  request(`${conversationPath(conversationId)}/leaks`, { query: { from: ownerId }, answer: leakReport });
