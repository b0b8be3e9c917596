import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import { ownerOfKey } from "./contact-id";
import type { MaskMark } from "./mask-marks";
import type { Party, ReaderSight } from "./masking";

/** Who an answer is about: everybody in the conversations it tells of, and the one whose state was asked for. */
export type AnswerParties = {
  everyone: readonly Party[];
  asked: readonly Party[];
  /** Whose the values are where nothing else is said. */
  current: readonly Party[];
};

/** Conversations of which what was said is past its time, and whether one is among those that were asked for. */
export type PastSaid = { conversationIds: ReadonlySet<string>; isAsked: boolean };

/** Who is on at a place of an answer, and what its reader may see. */
export type Scene = AnswerParties & { sight: ReaderSight; past?: PastSaid };

/** The scene inside an object that may say itself whose values it holds. */
export function enter(value: JsonObject, outer: Scene, { whose }: MaskMark): Scene {
  const scene = enterPerson(value, enterBot(value, enterConversation(value, outer)));
  if (typeof whose !== "object") return enterScope(value, scene);
  const named = whose.idsIn.flatMap((name) => partyOf(value[name], scene));
  return { ...scene, current: whose.isMore ? [...scene.current, ...named] : named };
}

export function enterScope({ scope, key }: JsonObject, scene: Scene): Scene {
  if (scope === undefined) return scene;
  if (scope !== "user" && scope !== "private") return { ...scene, current: scene.everyone };
  const owner = typeof key === "string" ? ownerOfKey(key) : undefined;
  return { ...scene, current: owner === undefined ? scene.asked : partyOf(owner, scene) };
}

/** What was said stands with the conversation that an object names, else with those that were asked for. */
function enterConversation({ conversationId }: JsonObject, outer: Scene): Scene {
  const { past } = outer;
  if (past === undefined || typeof conversationId !== "string") return outer;
  return { ...outer, past: { ...past, isAsked: past.conversationIds.has(conversationId) } };
}

export function isPast({ past }: Scene): boolean {
  return past?.isAsked === true;
}

/** An object of another bot than the answer's has people of its own: those it names as members. */
function enterBot(value: JsonObject, outer: Scene): Scene {
  const { botId, channelId = null, members } = value;
  if (typeof botId !== "string" || (members === undefined && outer.everyone.some((party) => party.botId === botId))) return outer;
  const ids = Array.isArray(members) ? members.flatMap((member) => (isJsonObject(member) ? [member.id] : [])) : [];
  const partyFor = (userId: JsonValue | undefined) => ({
    botId,
    channelId: channelId as string | null,
    userId: (userId ?? null) as string | null,
  });
  const everyone = ids.length > 0 ? ids.map(partyFor) : [partyFor(null)];
  return { ...outer, everyone, asked: everyone, current: everyone };
}

function enterPerson({ userId }: JsonObject, scene: Scene): Scene {
  if (userId === undefined) return scene;
  if (typeof userId !== "string") return { ...scene, current: scene.everyone };
  const asked = partyOf(userId, scene);
  return { ...scene, asked, current: asked };
}

/** Somebody who is not of the conversation is one on the channel of its first person. */
function partyOf(named: JsonValue | undefined, { everyone }: Scene): readonly Party[] {
  const userId = isJsonObject(named) ? named.id : named;
  if (typeof userId !== "string") return everyone;
  const known = everyone.filter((party) => party.userId === userId);
  return known.length > 0 ? known : everyone.slice(0, 1).map((party) => ({ ...party, userId }));
}

/** Of whom nobody says whose bot knows them, nothing is told. */
export function isKnown(id: string, scene: Scene): boolean {
  const parties = partyOf(id, scene);
  return scene.sight.isUnlimited || (parties.length > 0 && parties.every((party) => scene.sight.seesParty(party)));
}

/** Whatever is of anybody in the conversations. */
export function toNobody(everyone: readonly Party[]): Party[] {
  return everyone.map((party) => ({ ...party, userId: null }));
}

export function isSeen({ sight, current }: Scene): boolean {
  return current.every((party) => sight.seesParty(party));
}
