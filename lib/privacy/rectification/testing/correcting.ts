import { postActivity, readState, startConversation, writeState } from "@/lib/conversations";
import { identityIdOf } from "@/lib/facts";
import { listFacts } from "@/lib/memory";
import {
  type CorrectionRequest,
  localCaller as caller,
  defaultChannelId,
  fullSight,
  type JsonObject,
  newUserId,
  type Scope,
} from "@/lib/model";

export const reader = { caller, sight: fullSight };
export const old = "ann@old.example";
export const better = "ann@new.example";

/** Somebody with a conversation of their own, in which state is put and read by hand. */
export async function meet(userId = newUserId(), botId = "scripted") {
  const { conversationId } = await startConversation({ botId, user: { id: userId } });
  const put = (scope: Scope, data: object) =>
    writeState({ conversationId, userId, writes: [{ scope, data: data as JsonObject, ifMatch: "*" }], kind: "edit", by: "Tess" });
  const say = async (text: string, id = userId) => (await postActivity(conversationId, { type: "message", text, from: { id } })).finished;
  const read = async (scope: Scope) => (await readState(conversationId, userId))[scope].data;
  return { conversationId, userId, personId: identityIdOf({ channelId: defaultChannelId, userId }), put, say, read };
}

/** The fact of a person at a path, to be corrected. */
export async function factOf(personId: string, path: string): Promise<{ personId: string; factId: number }> {
  const fact = (await listFacts(personId, {}, fullSight)).facts.find((one) => one.path === path);
  if (!fact) throw new Error(`Nothing at ${path}`);
  return { personId, factId: fact.factId };
}

export function asked(more: Partial<CorrectionRequest>): CorrectionRequest {
  return {
    ...{ value: better, reason: "a new provider", purpose: "request", eTag: "", places: [], statement: "", caseNumber: null },
    ...more,
  };
}
