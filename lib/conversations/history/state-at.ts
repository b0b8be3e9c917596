import { type AllScopes, type ErasedPlace, HarnessError, type StateMoment, scopes } from "@/lib/model";
import { erasureOf } from "@/lib/standing";
import { listErasedAt, readScopesAt, type ScopeAddress, timeOfWrite } from "@/lib/state";
import { readTurnPlace } from "@/lib/turns";
import { requireActiveConversation, requireConversation } from "../active-conversation";
import { scopeAddress } from "../write-state";

/** Where on the timeline of state a moment of a conversation is, and whose items tell of it. */
export type PlaceInTime = { conversationId: string; userId: string | undefined; seq: number };

/** The four scopes as they were, with what stood there and was erased since. Throws `turn_not_found`. */
export async function readStateAt(conversationId: string, userId: string | undefined, moment: StateMoment): Promise<AllScopes> {
  const place = await findPlaceInTime(conversationId, userId, moment);
  const conversation = await requireActiveConversation(place.conversationId);
  const address = await scopeAddress(conversation, place.userId);
  const [state, erased] = await Promise.all([readScopesAt(address, place.seq), listErased(address, place.seq)]);
  if (erased.length === 0) return state;
  for (const scope of scopes) {
    const there = erased.filter((one) => one.scope === scope);
    if (there.length > 0) state[scope] = { ...state[scope], erased: there };
  }
  return state;
}

/** Of somebody who was erased nothing is left to tell of: all that was theirs alone went. */
async function listErased(address: ScopeAddress, seq: number): Promise<ErasedPlace[]> {
  const places = await listErasedAt(address, seq);
  const erasure = await erasureOf(address);
  if (erasure === null || (await timeOfWrite(seq)) >= erasure.at) return places;
  const { at, caseNumber: erasedBy } = erasure;
  const whole = (["user", "private"] as const).map((scope) => ({ scope, path: "", at, erasedBy, version: null }));
  return [...whole, ...places.filter(({ scope }) => scope !== "user" && scope !== "private")];
}

/** A fork has its own items only from where it was made; before, those of the conversation it was made from tell. */
export async function findPlaceInTime(conversationId: string, userId: string | undefined, moment: StateMoment): Promise<PlaceInTime> {
  if (!("turn" in moment)) return { conversationId, userId, seq: moment.seq };
  const { forkedFrom, members } = await requireConversation(conversationId);
  if (forkedFrom && moment.turn <= forkedFrom.turn) {
    const parent = await requireConversation(forkedFrom.conversationId);
    // People keep their order in a fork, whatever they are called there.
    const index = members.findIndex(({ id }) => id === (userId ?? members[0]?.id));
    return findPlaceInTime(forkedFrom.conversationId, parent.members[index]?.id ?? userId, moment);
  }
  return { conversationId, userId, seq: await seqOf(conversationId, moment) };
}

/** Turn 0 is what there was before the first turn, such as a start state. */
async function seqOf(conversationId: string, { turn, before = false }: { turn: number; before?: boolean }): Promise<number> {
  const isBefore = before || turn === 0;
  const place = await readTurnPlace(conversationId, Math.max(turn, 1));
  if (!place) throw new HarnessError("turn_not_found", "This conversation has no turn with that number.");
  const { writeSeq, stateSeq } = place;
  return isBefore && writeSeq !== null ? writeSeq - 1 : stateSeq;
}
