import { HarnessError } from "@/lib/model";
import type { Decisions } from "../review/decisions";
import type { Sought } from "../steps/sealed";
import { prepareWork } from "../work/prepare-work";

/** Where something was found that should be gone. Never what. */
export type Trace = { table: string; column: string; places: number };

/** A second plan, by `decisions` or those that the case still has, must find nothing to do. Throws when it does, saying where. */
export async function verifyErased(number: string, sought: Sought, decisions?: Decisions): Promise<void> {
  requireNone(await planAgain(number, sought, decisions));
}

/** The same before mentions in what strangers keep are gone: paths of the dictionary that name the person stay as long as those are under them. */
export async function verifyOwnErased(number: string, sought: Sought): Promise<void> {
  requireNone((await planAgain(number, sought)).filter(({ table }) => table !== "DictionaryPath"));
}

async function planAgain(number: string, { reach, needles }: Sought, decisions?: Decisions): Promise<Trace[]> {
  const { task } = await prepareWork({ number, at: new Date().toISOString(), reach, needles, ...(decisions && { decisions }) });
  return task.work.stores.map(({ store, deleted, rewritten }) => ({ table: store, column: "its rows", places: deleted + rewritten }));
}

/** Throws when anything of the person, or what points to an account of theirs, is left. */
export function requireNone(traces: readonly Trace[]): void {
  if (traces.length === 0) return;
  const places = traces.map(({ table, column, places: count }) => `${table}, ${column}: ${count}`).join("; ");
  throw new HarnessError(
    "internal",
    `Something of the person was found after the erasure (${places}). The case has failed; run it again, or ask for help.`,
    {
      details: { traces },
    },
  );
}
