import * as z from "zod";
import {
  type Activity,
  type AllScopes,
  allScopes,
  type Branch,
  branchList,
  type ChangesAt,
  type Comparison,
  type ConversationTimeline,
  changeSchema,
  changesAt,
  comparison,
  conversationTimeline,
  type ForkedConversation,
  type ForkRequest,
  forkedConversation,
  handWrite,
  isJsonObject,
  type JsonObject,
  type LoggedActivity,
  type Provenance,
  provenance,
  type RestoreRequest,
  type Scope,
  type StateChange,
  type StateMoment,
  scopeSchema,
  turnDetail,
  turnSummary,
} from "@/lib/model";
import { conversationPath } from "./conversation-calls";
import { request } from "./request";

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

export const writeState = ({ conversationId, userId, kind, scopes, by }: StateWriteRequest): Promise<StateWritten> =>
  request(`${conversationPath(conversationId)}/state`, {
    method: "PUT",
    query: { userId },
    body: { kind, scopes },
    by,
    answer: stateWritten,
  });

type StateAtOptions = { userId: string; moment: StateMoment; signal?: AbortSignal };

/** The state as it was at a moment; nothing in it has an eTag, since it cannot be written upon. */
export const getStateAt = (conversationId: string, { userId, moment, signal }: StateAtOptions): Promise<AllScopes> => {
  const place = "seq" in moment ? { seq: moment.seq } : { turn: moment.turn, before: moment.before ? 1 : null };
  return request(`${conversationPath(conversationId)}/state`, { query: { ...place, userId }, signal, answer: allScopes });
};

export const restoreState = (conversationId: string, body: RestoreRequest, by: string): Promise<StateWritten> =>
  request(`${conversationPath(conversationId)}/restore`, { method: "POST", body, by, answer: stateWritten });

export const forkConversation = (conversationId: string, body: ForkRequest, by: string): Promise<ForkedConversation> =>
  request(`${conversationPath(conversationId)}/fork`, { method: "POST", body, by, answer: forkedConversation });

/** All conversations that share a beginning with this one, and itself. */
export const listBranches = async (conversationId: string, signal?: AbortSignal): Promise<Branch[]> =>
  (await request(`${conversationPath(conversationId)}/branches`, { signal, answer: branchList })).branches;

type CompareOptions = {
  withId: string;
  turn: number | null;
  userId: string | null;
  withUserId: string | null;
  from?: number;
  limit: number;
  signal?: AbortSignal;
};

export const compareConversations = (conversationId: string, { withId, signal, ...query }: CompareOptions): Promise<Comparison> =>
  request(`${conversationPath(conversationId)}/compare`, { query: { with: withId, ...query }, signal, answer: comparison });

type TraceOptions = { scope: Scope; path: string; before?: number; userId: string; signal?: AbortSignal };

/** The values that a place in the state has had, newest first, and where each came from; earlier ones by `next` of the answer. */
export const traceValue = (conversationId: string, { scope, signal, ...query }: TraceOptions): Promise<Provenance> =>
  request(`${conversationPath(conversationId)}/state/${scope}/provenance`, { query, signal, answer: provenance });

/** Which turns and writes by hand changed a place in the state or anything below it. */
export const listChangesAt = (conversationId: string, { scope, signal, ...query }: Omit<TraceOptions, "before">): Promise<ChangesAt> =>
  request(`${conversationPath(conversationId)}/state/${scope}/changes-at`, { query, signal, answer: changesAt });

export const readTimeline = (conversationId: string, marks: number, signal?: AbortSignal): Promise<ConversationTimeline> =>
  request(`${conversationPath(conversationId)}/timeline`, { query: { marks }, signal, answer: conversationTimeline });

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
