import { db, sql } from "@/lib/db";
import { openText } from "@/lib/env";
import { HarnessError } from "@/lib/model";
import { nothingHeld, type Reach } from "../reach/reach";
import type { Needles } from "../words/needles";

export const sealPurpose = "erasure";

/** Whom an erasure is about and what it looks for. */
export type Sought = { reach: Reach; needles: Needles };

/** What an unfinished erasure keeps sealed. */
export async function openSought(number: string): Promise<Sought> {
  const sought = await getSought(number);
  if (!sought) throw new HarnessError("internal", "This erasure cannot go on: what it looks for is not there any more.");
  return sought;
}

export async function getSought(number: string): Promise<Sought | null> {
  const [row] = await (await db()).query<{ sealed: string | null }>(sql`SELECT sealed FROM erasure WHERE number = ${number}`);
  if (!row?.sealed) return null;
  // We sealed it, so its shape is ours; one of before there were partial erasures says nothing of what is held.
  const { reach, needles } = JSON.parse(openText(row.sealed, sealPurpose)) as Sought;
  return { reach: { ...reach, held: reach.held ?? nothingHeld }, needles };
}

/** What an erasure that left a part under a hold looked for; null where nothing is held. */
export async function getHeldNeedles(number: string): Promise<Needles | null> {
  const [row] = await (await db()).query<{ held_needles: string | null }>(sql`SELECT held_needles FROM erasure WHERE number = ${number}`);
  return row?.held_needles ? (JSON.parse(openText(row.held_needles, sealPurpose)) as Needles) : null;
}
