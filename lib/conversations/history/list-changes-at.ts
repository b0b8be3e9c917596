import type { ChangesAt } from "@/lib/model";
import { requireConversation } from "../active-conversation";
import { type ChainValue, readChain, type TracedPlace } from "./read-chain";

const untilNow = Number.MAX_SAFE_INTEGER;

/** Which turns and writes by hand of a conversation changed a place in the state, or anything below it; those that a fork shares too. */
export async function listChangesAt(conversationId: string, place: TracedPlace): Promise<ChangesAt> {
  const values = await readWholeChain(conversationId, place);
  const lastTurns = await readLastTurns(conversationId);
  const own = values.filter((value) => value.conversationId === conversationId && value.kind !== "turn");
  const inTurns = values.filter(
    ({ kind, conversationId: id, afterTurn }) => kind === "turn" && id !== null && afterTurn <= (lastTurns.get(id) ?? 0),
  );
  return { turns: [...new Set(inTurns.map(({ afterTurn }) => afterTurn))], writes: own.map(({ seq }) => seq) };
}

async function readWholeChain(conversationId: string, place: TracedPlace): Promise<ChainValue[]> {
  const values: ChainValue[] = [];
  let [until, path] = [untilNow, place.path];
  for (;;) {
    const chain = await readChain(conversationId, { ...place, path }, until);
    values.push(...chain.values.filter(({ seq }) => seq < until || until === untilNow));
    if (chain.goesOnBefore === null) return values;
    path = chain.values.at(-1)?.pointer ?? path;
    until = chain.goesOnBefore;
  }
}

/** Up to which turn a conversation, and each that its past is in, are this one. */
async function readLastTurns(conversationId: string): Promise<Map<string, number>> {
  const lastTurns = new Map([[conversationId, untilNow]]);
  let { forkedFrom } = await requireConversation(conversationId);
  for (let last = untilNow; forkedFrom; { forkedFrom } = await requireConversation(forkedFrom.conversationId)) {
    last = Math.min(last, forkedFrom.turn);
    lastTurns.set(forkedFrom.conversationId, last);
  }
  return lastTurns;
}
