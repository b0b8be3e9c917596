import { db, inChunks, join, type Sql, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { type ChannelPerson, identityIdOf } from "./fact-ids";

/** An identity that was made for the past of somebody else. A transcript may know one speaker under an account on each of several channels. */
export type IdentityCopy = { copy: ChannelPerson; originals: readonly ChannelPerson[] };

/**
 * Marks identities as copies, in the transaction that makes them: erasing somebody finds their copies by that. A copy's copy goes back to all
 * that it goes back to, so that it is found when the one between is gone.
 */
export async function noteCopies(copies: readonly IdentityCopy[], madeBy: "fork" | "file"): Promise<Sql[]> {
  const earlier = await readOriginals(copies.flatMap(({ originals }) => originals.map(identityIdOf)));
  return copies.flatMap(({ copy, originals }) => {
    const refs = originals.flatMap((original) => [subjectRef(original), ...(earlier.get(identityIdOf(original)) ?? [])]);
    return [...new Set(refs)].map(
      (ref) => sql`INSERT INTO identity_copy (identity_id, original_ref, made_by) VALUES (${identityIdOf(copy)}, ${ref}, ${madeBy})`,
    );
  });
}

/** The references of whom each identity copies. */
async function readOriginals(identityIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const chunk of inChunks([...new Set(identityIds)])) {
    const rows = await (await db()).query<{ identity_id: string; original_ref: string }>(
      sql`SELECT identity_id, original_ref FROM identity_copy WHERE identity_id IN (${join(chunk)})`,
    );
    for (const { identity_id, original_ref } of rows) found.set(identity_id, [...(found.get(identity_id) ?? []), original_ref]);
  }
  return found;
}
