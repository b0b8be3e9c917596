import { setImmediate as nextRound } from "node:timers/promises";
import { db, decodeText, encodeText, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";

type AccountRow = { channel_id: string; user_id: string };

/** The references of all accounts that a person has now. */
export async function refsOfPerson(personId: string): Promise<string[]> {
  const rows = await (await db()).query<AccountRow>(
    sql`SELECT channel_id, user_id FROM identity WHERE person_id = ${encodeText(personId)} ORDER BY seq`,
  );
  return rows.map(toRef);
}

const accountsPerPage = 5000;

/**
 * Whose references these are. There is no way back from a reference, so that every account there is gets its own again until all are found:
 * a few seconds with a million people, for questions that are asked after a breach.
 */
export async function peopleOfRefs(refs: readonly string[]): Promise<Map<string, string>> {
  const database = await db();
  const wanted = new Set(refs);
  const found = new Map<string, string>();
  let after = 0;
  while (found.size < wanted.size) {
    const rows = await database.aside<AccountRow & { seq: number; person_id: string }>(
      sql`SELECT seq, person_id, channel_id, user_id FROM identity WHERE seq > ${after} ORDER BY seq LIMIT ${accountsPerPage}`,
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    for (const row of rows) if (wanted.has(toRef(row))) found.set(toRef(row), decodeText(row.person_id));
    after = last.seq;
    await nextRound();
  }
  return found;
}

function toRef({ channel_id, user_id }: AccountRow): string {
  return subjectRef({ channelId: decodeText(channel_id), userId: decodeText(user_id) });
}
