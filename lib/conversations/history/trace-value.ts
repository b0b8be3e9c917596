import type { JsonValue, Persona, Provenance, ProvenanceEntry } from "@/lib/model";
import type { PastValue } from "@/lib/state";
import { readTurn, readTurnRecord } from "@/lib/turns";
import { requireConversation } from "../active-conversation";
import { describeDialogs } from "./describe-dialogs";
import { type Chain, readChain, type TracedPlace } from "./read-chain";

/** `before`: only values that were set before that state write, `path` being where the value was after it. */
export type TraceRequest = TracedPlace & { before?: number };

/** Told at once. */
const maxEntries = 100;
const untilNow = Number.MAX_SAFE_INTEGER;

/** Where the value at a path comes from: every value it has had, newest first, each with the turn, sentence and dialog that set it. */
export async function traceValue(conversationId: string, { before = untilNow, ...place }: TraceRequest): Promise<Provenance> {
  // The write itself is read too, since an item of an array is followed from where it stood then.
  const chain = await readChain(conversationId, place, before);
  const values = chain.values.filter(({ seq }) => seq < before);
  const told = values.slice(0, maxEntries);
  return { path: place.path, entries: await Promise.all(told.map(toEntry)), next: nextOf(place, values, chain) };
}

function nextOf({ path }: TracedPlace, values: Chain["values"], { goesOnBefore }: Chain): Provenance["next"] {
  const last = values[maxEntries - 1] ?? values.at(-1);
  if (values.length > maxEntries && last) return { before: last.seq, path: last.pointer };
  return goesOnBefore === null ? null : { before: goesOnBefore, path: last?.pointer ?? path };
}

/** A past value with the sentence, the person and the dialog that set it. */
export async function toEntry(past: PastValue): Promise<ProvenanceEntry> {
  const { seq, at, by, kind, conversationId, value, erased } = past;
  const turn = conversationId === null ? null : past.afterTurn;
  const said = kind === "turn" && conversationId !== null ? await readSaid(conversationId, past.afterTurn) : nothingSaid;
  return {
    seq,
    at,
    by,
    kind,
    conversationId,
    turn,
    ...said,
    ...(value === undefined ? {} : { value: value satisfies JsonValue }),
    ...(erased && { erased }),
  };
}

type Said = Pick<ProvenanceEntry, "sentence" | "person" | "dialog">;
const nothingSaid: Said = { sentence: null, person: null, dialog: null };

async function readSaid(conversationId: string, number: number): Promise<Said> {
  const turn = await readTurn(conversationId, number);
  if (!turn || turn.outcome === "erased") return nothingSaid;
  const { members } = await requireConversation(conversationId);
  const { dialogs } = await readTurnRecord(conversationId, number);
  return { sentence: turn.sentence, person: personOf(turn.userId, members), dialog: describeDialogs(dialogs) };
}

function personOf(userId: string, members: readonly Persona[]): Persona {
  return members.find(({ id }) => id === userId) ?? { id: userId, name: userId };
}
