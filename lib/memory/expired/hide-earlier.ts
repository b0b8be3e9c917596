import {
  emptyTurnRecord,
  type JsonValue,
  maskPath,
  maskValue,
  type Provenance,
  type Scope,
  type StateChange,
  type TurnDetail,
} from "@/lib/model";
import { isPastPlace } from "./is-past-place";
import { type ExpiredParts, expiredLogs, expiredParts, type LookedAt } from "./judge";

type Hide = <V>(place: { scope: Scope; path: string }, value: V) => V;

/** Masks what stood in a place whose value is past its time. */
async function hideAt(place: LookedAt): Promise<Hide> {
  const expired = await expiredParts(place);
  return expired === null ? (_, value) => value : (at, value) => hideIn(expired, at, value);
}

function hideIn<V>(expired: ExpiredParts, place: { scope: Scope; path: string }, value: V): V {
  return value === undefined || !isPastPlace(place, expired) ? value : (maskValue(value as JsonValue) as V);
}

/** Changes from one person's state to another's, or to the same one's later: both values stand in them. */
export async function hideInChanges<C extends Pick<StateChange, "scope" | "path"> & { before?: unknown; after?: unknown }>(
  changes: readonly C[],
  before: LookedAt,
  after: LookedAt = before,
): Promise<C[]> {
  if (changes.length === 0) return [];
  const [earlier, later] = [await hideAt(before), await hideAt(after)];
  const past = [await expiredParts(before), await expiredParts(after)];
  const isHidden = (place: { scope: Scope; path: string }) => past.some((expired) => expired !== null && isPastPlace(place, expired));
  return changes.map((change) => ({
    ...change,
    path: isHidden(change) ? maskPath(change.path) : change.path,
    ...("before" in change && { before: earlier(change, change.before) }),
    ...("after" in change && { after: later(change, change.after) }),
  }));
}

/** A turn's record repeats values without telling where they stand, so that none of it is told: the sweep deletes those too. */
export async function hideInTurn(turn: TurnDetail, conversationId: string): Promise<TurnDetail> {
  const place = { conversationId, userId: turn.userId };
  const [expired, logs] = [await expiredParts(place), await expiredLogs([conversationId])];
  const isRecordPast = expired !== null || turn.startedAt < (logs.get(conversationId)?.recordsBefore ?? "");
  return { ...turn, changes: await hideInChanges(turn.changes, place), ...(isRecordPast && { record: emptyTurnRecord }) };
}

/** Every value that a place has had. */
export async function hideInTrace(traced: Provenance, scope: Scope, place: LookedAt): Promise<Provenance> {
  const hide = await hideAt(place);
  const { path, entries } = traced;
  return {
    ...traced,
    entries: entries.map((entry) => ("value" in entry ? { ...entry, value: hide({ scope, path }, entry.value) } : entry)),
  };
}
