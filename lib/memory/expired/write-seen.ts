import { requireConversation } from "@/lib/conversations";
import {
  type AllScopes,
  formatPointer,
  HarnessError,
  type JsonObject,
  type JsonValue,
  maskValue,
  type Scope,
  type StateChange,
  scopeLabels,
  scopes,
} from "@/lib/model";
import { hideInChanges } from "./hide-earlier";
import { hideExpired } from "./hide-expired";
import { isPastPlace } from "./is-past-place";
import { type ExpiredParts, expiredOfMembers, expiredParts, findPastSaid, type LookedAt } from "./judge";

type Written = { state: AllScopes; changes: StateChange[]; removed: readonly { scope: Scope; data: JsonObject }[] };

/** Throws `values_expired` where one of these scopes holds what is past its time: what cannot be seen must not be written over. */
export async function requireUnexpired(wanted: readonly Scope[], place: LookedAt): Promise<void> {
  const expired = await expiredParts(place);
  requireNone(
    wanted.filter((scope) => expired?.parts[scope]?.isEarlier === false),
    "It is hidden, and deleted at the next sweep. Change the scope after that.",
  );
}

/** Writes scopes of which everything can be seen, and answers what can be seen then. Throws as `requireUnexpired`. */
export async function writeSeen<W extends Written>(wanted: readonly Scope[], place: LookedAt, write: () => Promise<W>): Promise<W> {
  await requireUnexpired(wanted, place);
  return hideInWritten(await write(), place);
}

/** The same of a write that brings back what was there earlier: that must not be past its time either. */
export async function bringBackSeen<W extends Written>(wanted: readonly Scope[], place: LookedAt, write: () => Promise<W>): Promise<W> {
  const expired = await expiredParts(place);
  requireNone(
    wanted.filter((scope) => expired?.parts[scope] !== undefined),
    "It is hidden, and deleted at the next sweep, now and in what was there earlier. Nothing was brought back.",
  );
  return hideInWritten(await write(), place);
}

/** Throws `values_expired` where a copy of a conversation would hold what is past its time, and keep it from the sweep. */
export async function requireCurrentConversation(conversationId: string, wanted: readonly Scope[] = scopes): Promise<void> {
  const { members } = await requireConversation(conversationId);
  const expired = await expiredOfMembers(
    conversationId,
    members.map(({ id }) => id),
  );
  const those = wanted.filter((scope) => [...expired.values()].some(({ parts }) => parts[scope] !== undefined));
  requireNone(those, "It is hidden, and deleted at the next sweep. Nothing was copied.");
  await requireCurrentSaid(conversationId);
}

/** Throws `values_expired` where what was said is past its time. */
export async function requireCurrentSaid(conversationId: string): Promise<void> {
  if ((await findPastSaid([conversationId])).size === 0) return;
  throw new HarnessError(
    "values_expired",
    "What was said here is past its time: it is hidden, and deleted at the next sweep. Nothing was copied.",
  );
}

function requireNone([scope]: readonly Scope[], then: string): void {
  if (scope !== undefined) throw new HarnessError("values_expired", `${scopeLabels[scope]} holds what is past its time. ${then}`);
}

async function hideInWritten<W extends Written>(written: W, place: LookedAt): Promise<W> {
  const [state, changes, expired] = [
    await hideExpired(written.state, place),
    await hideInChanges(written.changes, place),
    await expiredParts(place),
  ];
  return { ...written, state, changes, removed: expired ? written.removed.map((one) => hideRemoved(one, expired)) : written.removed };
}

function hideRemoved<R extends { scope: Scope; data: JsonObject }>(removed: R, expired: ExpiredParts): R {
  const { scope, data } = removed;
  const isHidden = (path: string) => isPastPlace({ scope, path }, expired);
  if (!Object.keys(data).some((key) => isHidden(formatPointer([key])))) return removed;
  const shown = Object.entries(data).map(([key, value]) => [key, isHidden(formatPointer([key])) ? maskValue(value as JsonValue) : value]);
  return { ...removed, data: Object.fromEntries(shown) };
}
