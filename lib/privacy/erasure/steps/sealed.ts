import { db, sql } from "@/lib/db";
import { openText } from "@/lib/env";
import { HarnessError } from "@/lib/model";
import { type NotedPlaces, nowhere } from "../ledger/noted-places";
import type { Needles } from "../needles/needles";
import { nothingHeld, type Reach } from "../reach/reach";

export const sealPurpose = "erasure";

/** Whom an erasure is about and what it looks for. */
export type Sought = { reach: Reach; needles: Needles };

/** With what was decided to be theirs, for the ledger: once it is erased nothing else tells where it was. */
export type Sealed = Sought & { places: NotedPlaces };

/** What an unfinished erasure keeps sealed. */
export async function openSought(number: string): Promise<Sealed> {
  const sought = await getSought(number);
  if (!sought) throw new HarnessError("internal", "This erasure cannot go on: what it looks for is not there any more.");
  return sought;
}

export async function getSought(number: string): Promise<Sealed | null> {
  const [row] = await (await db()).query<{ sealed: string | null }>(sql`SELECT sealed FROM erasure WHERE number = ${number}`);
  if (!row?.sealed) return null;
  // We sealed it, so its shape is ours; one of before there were partial erasures says nothing of what is held, or not of others, and none of places.
  const { reach, needles, places } = JSON.parse(openText(row.sealed, sealPurpose)) as Sealed;
  return { reach: { ...reach, held: { ...nothingHeld, ...reach.held } }, needles, places: places ?? nowhere };
}

/** What an erasure that left a part under a hold looked for; null where nothing is held. */
export async function getHeldNeedles(number: string): Promise<Needles | null> {
  const [row] = await (await db()).query<{ held_needles: string | null }>(sql`SELECT held_needles FROM erasure WHERE number = ${number}`);
  return row?.held_needles ? (JSON.parse(openText(row.held_needles, sealPurpose)) as Needles) : null;
}
