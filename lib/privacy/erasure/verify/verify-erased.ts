import { db, type Sql } from "@/lib/db";
import { foldText } from "@/lib/facts";
import { HarnessError } from "@/lib/model";
import { heldRows } from "../reach/held-rows";
import { identityIdsOf } from "../reach/reach";
import type { Sought } from "../steps/sealed";
import { redactorOf } from "../words/redactor";
import { prepareWork } from "../work/prepare-work";
import { staffColumns } from "./staff-columns";

/** Where something was found that should be gone. Never what. */
export type Trace = { table: string; column: string; places: number };

/** Throws when anything of the person is left, or points to an account of theirs, saying where. Answers how many columns were looked through. */
export async function verifyErased(number: string, { reach, needles }: Sought): Promise<{ places: number }> {
  const { task } = await prepareWork({ number, at: new Date().toISOString(), reach, needles });
  const left = task.work.stores.map(({ store, deleted, rewritten }) => ({ table: store, column: "its rows", places: deleted + rewritten }));
  const traces = [...left, ...(await findTraces([...needles.sought, ...identityIdsOf(reach)], heldRows(reach)))];
  if (traces.length === 0) return { places: (await (await db()).listTextColumns()).length };
  const places = traces.map(({ table, column, places: count }) => `${table}, ${column}: ${count}`).join("; ");
  throw new HarnessError(
    "internal",
    `Something of the person was found after the erasure (${places}). The case has failed; run it again, or ask for help.`,
    {
      details: { traces },
    },
  );
}

/** Looks through every column of every table, except for what staff are called and for rows that are held. */
async function findTraces(sought: readonly string[], held: Record<string, Sql>): Promise<Trace[]> {
  const words = [...new Set(sought.flatMap(formsOf))];
  if (words.length === 0) return [];
  const { has } = redactorOf(sought);
  const found = await (await db()).findTexts(words, held);
  const traces = new Map<string, Trace>();
  for (const { table, column, text } of found) {
    if (staffColumns.has(column) || !has(text)) continue;
    const key = `${table} ${column}`;
    traces.set(key, { table, column, places: (traces.get(key)?.places ?? 0) + 1 });
  }
  return [...traces.values()];
}

/** A text as it may stand in a column: as it is, in lower case, and inside JSON. */
function formsOf(word: string): string[] {
  const json = JSON.stringify(word).slice(1, -1);
  return [word, foldText(word), json, encodeURIComponent(word)];
}
