import { type StoredTrace, traceStoredValue, traceValue } from "@/lib/conversations";
import { sql } from "@/lib/db";
import { type FactHistory, type JsonValue, maskValue, notFound, type PersonIdentity, type ProvenanceEntry, type Sight } from "@/lib/model";
import { isCurrent } from "../expired/judge";
import { type FactRow, selectFacts } from "./fact-rows";
import { readSpeakers, toSource, toWrite } from "./fact-sources";
import { findPerson } from "./require-person";

const maxValues = 100;

/** The fact of a person; throws `fact_not_found`, also where it is past its time. */
export async function requireFact(personId: string, factId: number, sight: Sight): Promise<FactRow> {
  const [row] = await selectFacts(sql`identity.person_id = ${personId} AND fact.id = ${factId} AND ${await isCurrent()}`);
  if (!row || sight.unknownBots.has(row.bot_id)) throw notFound("fact_not_found");
  return row;
}

/** The values that a fact has had, newest first, each with the sentence it came from. Throws `person_not_found` and `fact_not_found`. */
export async function readFactHistory(place: { personId: string; factId: number }, sight: Sight): Promise<FactHistory> {
  const { personId, identities } = await findPerson(place.personId);
  const fact = await requireFact(personId, place.factId, sight);
  const { entries, isComplete } = await trace(fact, identities);
  const writes = entries.map(toWrite);
  const speakers = await readSpeakers(writes, sight);
  const isMasked = !sight.sees(fact.bot_id, fact.person_id);
  const values = entries.map((entry, index) => {
    const write = writes[index] ?? toWrite(entry);
    const value = entry.value as JsonValue | undefined;
    const source = toSource({ ...fact, ...textOf(value) }, { write, speakers, sight });
    return { ...source, ...(value === undefined ? {} : { value: isMasked ? maskValue(value) : value }) };
  });
  return { values, isComplete };
}

/** What a fork began with was set in the conversation that it was made from, and is traced there. */
async function trace(fact: FactRow, identities: readonly PersonIdentity[]): Promise<StoredTrace> {
  const traced = await traceStoredValue({ itemId: fact.item_id, path: fact.path }, maxValues);
  const oldest = traced.entries.at(-1);
  const isFork = traced.isComplete && oldest?.kind === "fork" && fact.conversation_id !== null;
  if (!isFork || fact.scope === "unclassified" || fact.scope === "user" || fact.conversation_id === null) return traced;
  const userId = identities.find(({ identityId }) => identityId === fact.identity_id)?.userId;
  const path = fact.scope === "dialog" ? fact.path.replace(/^\/[^/]*/, "") : fact.path;
  const { entries, next } = await traceValue(fact.conversation_id, { scope: fact.scope, path, userId });
  return { entries, isComplete: next === null };
}

function textOf(value: ProvenanceEntry["value"]): Pick<FactRow, "type" | "value"> {
  return { type: typeof value === "number" ? "number" : typeof value === "string" ? "string" : "null", value: String(value) };
}
