import {
  getAtPath,
  HarnessError,
  type JsonValue,
  type Persona,
  type Provenance,
  type ProvenanceEntry,
  parsePointer,
  type Scope,
} from "@/lib/model";
import { findScopeItems, listValues, type PastValue } from "@/lib/state";
import { readTurn, readTurnRecord } from "@/lib/turns";
import { requireActiveConversation, requireConversation } from "../active-conversation";
import { scopeAddress } from "../write-state";
import { describeDialogs } from "./describe-dialogs";
import { findPlaceInTime } from "./state-at";

export type TraceRequest = { scope: Scope; path: string; userId?: string };

/** Told at most; the chain says when there are more. */
const maxEntries = 100;
const untilNow = Number.MAX_SAFE_INTEGER;

/** Where the value at a path comes from: every value it has had, newest first, each with the turn, sentence and dialog that set it. */
export async function traceValue(conversationId: string, request: TraceRequest): Promise<Provenance> {
  const { values, isComplete } = await readChain(conversationId, request, untilNow);
  const told = values.slice(0, maxEntries);
  const entries = await Promise.all(told.map(toEntry));
  return { path: request.path, entries, isComplete: isComplete && told.length === values.length };
}

/** What a fork began with was set in the conversation it was made from, so the chain goes on there. */
async function readChain(conversationId: string, request: TraceRequest, until: number): Promise<Awaited<ReturnType<typeof listValues>>> {
  const conversation = await requireActiveConversation(conversationId);
  const address = await scopeAddress(conversation, request.userId);
  const { itemId, property, path } = await locate(await findScopeItems(address), request);
  const chain = await listValues({ itemId, property, until }, (value) => getAtPath(value, path));
  const { forkedFrom } = await requireConversation(conversationId);
  if (!forkedFrom || chain.values.at(-1)?.kind !== "fork") return chain;
  const parent = await findPlaceInTime(conversationId, address.userId, { turn: forkedFrom.turn });
  const earlier = await readChain(parent.conversationId, { ...request, userId: parent.userId }, parent.seq);
  return { values: [...chain.values, ...earlier.values], isComplete: chain.isComplete && earlier.isComplete };
}

type Located = { itemId: string; property: string; path: string[] };

/** The dialog scope is one property of its item; in the others the first part of a path names the property. */
async function locate(found: Awaited<ReturnType<typeof findScopeItems>>, { scope, path }: TraceRequest): Promise<Located> {
  const parts = parsePath(path);
  if (scope === "dialog") return { itemId: found.items[found.dialogIn].id, property: found.dialogProperty ?? "", path: parts };
  const [property, ...rest] = parts;
  if (property === undefined) throw new HarnessError("invalid_request", 'Name a place in the scope, such as "/userProfile/name".');
  return { itemId: found.items[scope].id, property, path: rest };
}

function parsePath(path: string): string[] {
  try {
    return parsePointer(path);
  } catch (cause) {
    throw new HarnessError("invalid_request", 'The path is a JSON Pointer, such as "/userProfile/name".', { cause });
  }
}

async function toEntry(past: PastValue): Promise<ProvenanceEntry> {
  const { seq, at, by, kind, conversationId, value } = past;
  const turn = conversationId === null ? null : past.afterTurn;
  const said = kind === "turn" && conversationId !== null ? await readSaid(conversationId, past.afterTurn) : nothingSaid;
  return { seq, at, by, kind, conversationId, turn, ...said, ...(value === undefined ? {} : { value: value satisfies JsonValue }) };
}

type Said = Pick<ProvenanceEntry, "sentence" | "person" | "dialog">;
const nothingSaid: Said = { sentence: null, person: null, dialog: null };

async function readSaid(conversationId: string, number: number): Promise<Said> {
  const turn = await readTurn(conversationId, number);
  if (!turn) return nothingSaid;
  const { members } = await requireConversation(conversationId);
  const { dialogs } = await readTurnRecord(conversationId, number);
  return { sentence: turn.sentence, person: personOf(turn.userId, members), dialog: describeDialogs(dialogs) };
}

function personOf(userId: string, members: readonly Persona[]): Persona {
  return members.find(({ id }) => id === userId) ?? { id: userId, name: userId };
}
