import { requireConversation } from "@/lib/conversations";
import { type Sql, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import type { Scope } from "@/lib/model";

/** Whose state is looked at: the first member's where no person is given. */
export type LookedAt = { conversationId: string; userId?: string };

/**
 * Of a scope: everything, or the values at some paths, and whatever stood under their patterns earlier. Where nothing is past its time but what
 * it held earlier, it `isEarlier`.
 */
export type ExpiredPart = { isWhole: boolean; isEarlier: boolean; paths: ReadonlySet<string>; patterns: ReadonlySet<string> };
export type ExpiredParts = { parts: Partial<Record<Scope, ExpiredPart>>; people: ReadonlySet<string> };

/** Of a conversation: what was said and went over the wire, and what was recorded of turns that began before a time. */
export type ExpiredLogs = { isSaidPast: boolean; recordsBefore: string };

export type OfMembers = ReadonlyMap<string, ExpiredParts>;

/** Who knows what is past its time: lib/privacy, by the rules of retention. */
export type ExpiryJudge = {
  /** A condition on `fact` and its `path`. */
  condition(): Promise<Sql>;
  /** By person, of those of whom anything is: what a conversation shares is told with each of them. */
  partsOf(conversationId: string, userIds: readonly string[]): Promise<OfMembers>;
  /** By conversation, of those of which any log is. */
  logsOf(conversationIds: readonly string[]): Promise<ReadonlyMap<string, ExpiredLogs>>;
};

const held = () => processSingleton("expiry-judge", (): { judge: ExpiryJudge | null } => ({ judge: null }));

/** From now on people are not shown what is past its time. */
export function judgeExpiry(judge: ExpiryJudge): void {
  held().judge = judge;
}

/** The condition that a fact may be shown, of `fact` and its `path`. */
export async function isCurrent(): Promise<Sql> {
  const { judge } = held();
  return judge ? sql`NOT ${await judge.condition()}` : sql`1 = 1`;
}

/** Null where nothing is. */
export async function expiredParts({ conversationId, userId }: LookedAt): Promise<ExpiredParts | null> {
  const { judge } = held();
  if (!judge) return null;
  const lookedAt = userId ?? (await requireConversation(conversationId)).members[0]?.id ?? "";
  return (await judge.partsOf(conversationId, [lookedAt])).get(lookedAt) ?? null;
}

export async function expiredOfMembers(conversationId: string, userIds: readonly string[]): Promise<OfMembers> {
  return (await held().judge?.partsOf(conversationId, userIds)) ?? new Map();
}

export async function expiredLogs(conversationIds: readonly string[]): Promise<ReadonlyMap<string, ExpiredLogs>> {
  const { judge } = held();
  return judge && conversationIds.length > 0 ? judge.logsOf([...new Set(conversationIds)].sort()) : new Map();
}

/** Those of these conversations of which what was said is past its time. */
export async function findPastSaid(conversationIds: readonly string[]): Promise<ReadonlySet<string>> {
  const logs = await expiredLogs(conversationIds);
  return new Set([...logs].filter(([, { isSaidPast }]) => isSaidPast).map(([id]) => id));
}
