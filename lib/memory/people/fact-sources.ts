import { followValue } from "@/lib/conversations";
import { db, decodeText, encodeText, join, sql } from "@/lib/db";
import { foldText } from "@/lib/facts";
import {
  type Activity,
  describeActivity,
  type FactSource,
  maskedText,
  type OtherPerson,
  type ProvenanceEntry,
  parsePattern,
  parsePointer,
  type Sight,
  type StateWriter,
} from "@/lib/model";
import { readPropertyVersions, valuesIn } from "@/lib/state";
import type { FactRow } from "./fact-rows";
import { readCompany } from "./read-company";

type Kind = FactSource["kind"];
type Write = Pick<FactSource, "seq" | "at" | "kind" | "by" | "conversationId" | "turn"> & {
  said: { sentence: string; userId: string } | null;
};

/** What set each fact, by its id. Items of arrays move, so theirs is traced; of others it is the write that the fact names. */
export async function readSources(rows: readonly FactRow[], sight: Sight): Promise<Map<number, FactSource>> {
  const traced = await traceSetters(rows.filter(moves));
  const setters = rows.map((row) => [row, moves(row) ? traced.get(row.id) : row.write_seq] as const);
  const writes = await readWrites(setters.flatMap(([, seq]) => (seq === undefined ? [] : [seq])));
  const speakers = await readSpeakers([...writes.values()], sight);
  return new Map(
    setters.flatMap(([row, seq]) => {
      const write = seq === undefined ? undefined : writes.get(seq);
      return write ? [[row.id, toSource(row, { write, speakers, sight })] as const] : [];
    }),
  );
}

/** The stack of a dialog grows and shrinks at its end. */
function moves({ pattern, scope }: FactRow): boolean {
  return scope !== "dialog" && parsePattern(pattern).includes("item");
}

/** So far back is looked for what set an item; who asks for its history is told all. */
const maxVersions = 200;

/** The writes that set values inside arrays, by fact; those that are older than what is looked at are left out. */
async function traceSetters(rows: readonly FactRow[]): Promise<Map<number, number>> {
  const byProperty = new Map<string, FactRow[]>();
  for (const row of rows) {
    const property = JSON.stringify([row.item_id, parsePointer(row.path)[0]]);
    byProperty.set(property, [...(byProperty.get(property) ?? []), row]);
  }
  const found = await Promise.all([...byProperty.values()].map(traceInProperty));
  return new Map(found.flat());
}

async function traceInProperty(rows: readonly FactRow[]): Promise<[number, number][]> {
  const [first] = rows;
  if (!first) return [];
  const place = { itemId: first.item_id, property: parsePointer(first.path)[0] ?? "", until: Number.MAX_SAFE_INTEGER };
  const versions = await readPropertyVersions(place, maxVersions);
  return rows.flatMap(({ id, path }) => {
    const [newest] = valuesIn(versions, followValue(parsePointer(path).slice(1))).values;
    return newest ? [[id, newest.seq]] : [];
  });
}

export function toWrite({ seq, at, kind, by, conversationId, turn, sentence, person }: ProvenanceEntry): Write {
  return { seq, at, kind, by, conversationId, turn, said: sentence === null || !person ? null : { sentence, userId: person.id } };
}

type WriteRow = {
  seq: number;
  kind: string;
  conversation_id: string | null;
  after_turn: number;
  by: string;
  at: string;
  user_id: string | null;
  body: string | null;
};

/** The writes, each with what its turn answered. A turn that wrote is its conversation's own: a fork shares no writes. */
async function readWrites(seqs: readonly number[]): Promise<Map<number, Write>> {
  if (seqs.length === 0) return new Map();
  const rows = await (await db()).query<WriteRow>(sql`SELECT state_write.seq, state_write.kind, state_write.conversation_id,
      state_write.after_turn, state_write.by, state_write.at, turn.user_id, activity.body
    FROM state_write
      LEFT JOIN turn ON turn.conversation_id = state_write.conversation_id AND turn.number = state_write.after_turn AND state_write.kind = 'turn'
      LEFT JOIN activity ON activity.conversation_id = turn.conversation_id AND activity.id = turn.activity_id
    WHERE state_write.seq IN (${join([...new Set(seqs)])})`);
  return new Map(rows.map((row) => [row.seq, readWrite(row)]));
}

function readWrite({ seq, kind, conversation_id, after_turn, by, at, user_id, body }: WriteRow): Write {
  const conversationId = conversation_id === null ? null : decodeText(conversation_id);
  return {
    seq,
    at,
    kind: kind as Kind,
    by: writerOf(kind, { by: decodeText(by), conversationId, turn: after_turn }),
    conversationId,
    turn: conversationId === null ? null : after_turn,
    said:
      user_id === null || body === null ? null : { sentence: describeActivity(JSON.parse(body) as Activity), userId: decodeText(user_id) },
  };
}

function writerOf(kind: string, { by, conversationId, turn }: { by: string; conversationId: string | null; turn: number }): StateWriter {
  if (kind === "late") return { kind: "bot-late", conversationId };
  return kind === "turn" && conversationId !== null ? { kind: "bot", conversationId, turn } : { kind: "tester", name: by };
}

/** Who spoke, by conversation and user id, as far as the reader may see them. */
export async function readSpeakers(writes: readonly Write[], sight: Sight): Promise<Map<string, OtherPerson>> {
  const ids = writes.flatMap(({ said, conversationId }) => (said && conversationId !== null ? [encodeText(conversationId)] : []));
  const company = await readCompany([...new Set(ids)], sight);
  return new Map(
    [...company].flatMap(([id, people]) =>
      people.map(({ userId, personId, name }) => [speakerKey(decodeText(id), userId), { personId, name }] as const),
    ),
  );
}

function speakerKey(conversationId: string | null, userId: string): string {
  return JSON.stringify([conversationId, userId]);
}

type About = Pick<FactRow, "bot_id" | "person_id" | "type" | "value">;

/** A write as the reader may see it. `isSaid`: the value stands in the sentence, which makes it sure that it was said. */
export function toSource(
  fact: About,
  { write: { said, ...write }, speakers, sight }: { write: Write; speakers: ReadonlyMap<string, OtherPerson>; sight: Sight },
): FactSource {
  const speaker = said ? (speakers.get(speakerKey(write.conversationId, said.userId)) ?? null) : null;
  const isOpen = sight.sees(fact.bot_id, fact.person_id);
  const hears = isOpen && (speaker === null || sight.sees(fact.bot_id, speaker.personId));
  return {
    ...write,
    // Whoever writes by hand may do so under the person's own name.
    by: !isOpen && write.by.kind === "tester" ? { ...write.by, name: maskedText } : write.by,
    sentence: said && (hears ? said.sentence : maskedText),
    isSaid: said !== null && isIn(fact, said.sentence),
    speaker: speaker && { personId: speaker.personId, name: hears ? speaker.name : maskedText },
  };
}

function isIn({ type, value }: About, sentence: string): boolean {
  return (type === "string" || type === "number") && value.trim() !== "" && foldText(sentence).includes(foldText(value));
}
