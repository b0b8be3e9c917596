import { requireConversation } from "@/lib/conversations";
import { type Sql, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import type { Scope } from "@/lib/model";

/** Whose state is looked at: the first member's where no person is given. */
export type LookedAt = { conversationId: string; userId?: string };

/** Of a scope: everything, or the values at some paths, and whatever stood under their patterns earlier. */
export type ExpiredPart = { isWhole: boolean; paths: ReadonlySet<string>; patterns: ReadonlySet<string> };
export type ExpiredParts = { parts: Partial<Record<Scope, ExpiredPart>>; people: ReadonlySet<string> };

export type OfMembers = ReadonlyMap<string, ExpiredParts>;

/** Who knows what is past its time: lib/privacy, by the rules of retention. */
export type ExpiryJudge = {
  /** A condition on `fact` and its `path`. */
  condition(): Promise<Sql>;
  /** By person, of those of whom anything is: what a conversation shares is told with each of them. */
  partsOf(conversationId: string, userIds: readonly string[]): Promise<OfMembers>;
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
