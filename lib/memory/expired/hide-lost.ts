import { requireConversation } from "@/lib/conversations";
import { HarnessError, type JsonValue, type LostValue, maskPath, maskValue } from "@/lib/model";
import { isPastInItem } from "./is-past-in-item";
import { expiredOfMembers, type OfMembers } from "./judge";

/** Lost values without those that are past their time. */
export async function hideInLost<L extends LostValue>(lostValues: readonly L[], conversationId: string): Promise<L[]> {
  const expired = await expiredOf(lostValues, conversationId);
  return lostValues.map((lost) => (isPast(lost, expired) ? hide(lost) : lost));
}

/** Throws `values_expired` where one of them is past its time: what cannot be seen is not decided about, and not put back. */
export async function requireCurrentLost(lostValues: readonly LostValue[], conversationId: string): Promise<void> {
  const expired = await expiredOf(lostValues, conversationId);
  if (!lostValues.some((lost) => isPast(lost, expired))) return;
  throw new HarnessError(
    "values_expired",
    "What was lost here is past its time: it is hidden, and deleted at the next sweep. Nothing was put back.",
  );
}

async function expiredOf(lostValues: readonly LostValue[], conversationId: string): Promise<OfMembers> {
  if (lostValues.length === 0) return new Map();
  const { members } = await requireConversation(conversationId);
  const users = [...members.map(({ id }) => id), ...lostValues.flatMap(({ userId }) => userId ?? [])];
  return expiredOfMembers(conversationId, [...new Set(users)]);
}

function isPast({ scope, path, userId }: LostValue, expired: OfMembers): boolean {
  // What a conversation shares is past its time for everybody or for nobody.
  const parts = userId === null ? [...expired.values()][0] : expired.get(userId);
  return scope !== null && parts !== undefined && isPastInItem({ scope, path }, parts);
}

const values = ["known", "written", "overwritten", "current"] as const;

function hide<L extends LostValue>(lost: L): L {
  const hidden = values.flatMap((name) => (lost[name] === undefined ? [] : [[name, maskValue(lost[name] as JsonValue)]]));
  return { ...lost, path: maskPath(lost.path), ...Object.fromEntries(hidden) };
}
