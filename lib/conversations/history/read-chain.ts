import { formatPointer, HarnessError, parsePointer, type Scope } from "@/lib/model";
import { findScopeItems, listValues, type PastValue, type PastValues } from "@/lib/state";
import { requireActiveConversation, requireConversation } from "../active-conversation";
import { scopeAddress } from "../write-state";
import { followValue } from "./follow-value";
import { findPlaceInTime } from "./state-at";

export type TracedPlace = { scope: Scope; path: string; userId?: string };

/** `pointer` is where the value was, from the root of the scope. */
export type ChainValue = PastValue & { pointer: string };
export type Chain = { values: ChainValue[]; goesOnBefore: number | null };

/** The values that a place has had, newest first. What a fork began with was set in the conversation it was made from, so the chain goes on there. */
export async function readChain(conversationId: string, place: TracedPlace, until: number): Promise<Chain> {
  const conversation = await requireActiveConversation(conversationId);
  const address = await scopeAddress(conversation, place.userId);
  const located = await locate(await findScopeItems(address), place);
  const chain = toChain(await listValues({ ...located, until }, followValue(located.path)), located);
  const last = chain.values.at(-1);
  const { forkedFrom } = await requireConversation(conversationId);
  if (!forkedFrom || chain.goesOnBefore !== null || (last && last.kind !== "fork")) return chain;
  const parent = await findPlaceInTime(conversationId, address.userId, { turn: forkedFrom.turn });
  const earlierPlace = { ...place, userId: parent.userId, path: last?.pointer ?? place.path };
  const earlier = await readChain(parent.conversationId, earlierPlace, Math.min(parent.seq, until));
  return { values: [...chain.values, ...earlier.values], goesOnBefore: earlier.goesOnBefore };
}

type Located = { itemId: string; property: string; path: string[]; isInDialog: boolean };

function toChain({ values, goesOnBefore }: PastValues, { property, isInDialog }: Located): Chain {
  const pointerOf = (path: readonly string[]) => formatPointer(isInDialog ? path : [property, ...path]);
  return { values: values.map((value) => ({ ...value, pointer: pointerOf(value.path) })), goesOnBefore };
}

/** The dialog scope is one property of its item; in the others the first part of a path names the property. */
async function locate(found: Awaited<ReturnType<typeof findScopeItems>>, { scope, path }: TracedPlace): Promise<Located> {
  const parts = parsePath(path);
  if (scope === "dialog")
    return { itemId: found.items[found.dialogIn].id, property: found.dialogProperty ?? "", path: parts, isInDialog: true };
  const [property, ...rest] = parts;
  if (property === undefined) throw new HarnessError("invalid_request", 'Name a place in the scope, such as "/userProfile/name".');
  return { itemId: found.items[scope].id, property, path: rest, isInDialog: false };
}

function parsePath(path: string): string[] {
  try {
    return parsePointer(path);
  } catch (cause) {
    throw new HarnessError("invalid_request", 'The path is a JSON Pointer, such as "/userProfile/name".', { cause });
  }
}
