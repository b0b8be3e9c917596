import { setImmediate as nextRound } from "node:timers/promises";
import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import type { ExpiredState } from "./expired-state";

type Row = { seq: number; url: string; request: string; response: string };

const rowsAtOnce = 500;

/** The statements that delete what went over the wire where the state that goes was a conversation's, and elsewhere what names its person. */
export async function forgetExchanges(state: readonly ExpiredState[], conversationIds: readonly string[]): Promise<Sql[]> {
  const shared = new Set(state.flatMap(({ conversationId, userId }) => (userId === null ? [conversationId] : [])));
  const ids = [...new Set(state.flatMap(({ userId }) => userId ?? []))];
  const names = ids.flatMap((id) => [...new Set([id, encodeURIComponent(encodeText(id)), JSON.stringify(id).slice(1, -1)])]);
  const statements: Sql[] = [];
  for (const id of conversationIds) {
    if (shared.has(decodeText(id))) statements.push(sql`DELETE FROM protocol_exchange WHERE conversation_id = ${id}`);
    else statements.push(...(await forgetNaming(names, id)));
  }
  return statements;
}

async function forgetNaming(names: readonly string[], conversationId: string): Promise<Sql[]> {
  const seqs: number[] = [];
  for (let after = 0; ; ) {
    await nextRound();
    const rows = await (await db()).query<Row>(sql`SELECT seq, url, request, response FROM protocol_exchange
      WHERE conversation_id = ${conversationId} AND seq > ${after} ORDER BY seq LIMIT ${rowsAtOnce}`);
    const last = rows.at(-1);
    if (!last) break;
    after = last.seq;
    const texts = (row: Row) => [row.url, decodeText(row.request), decodeText(row.response)];
    seqs.push(...rows.filter((row) => texts(row).some((text) => names.some((name) => text.includes(name)))).map(({ seq }) => seq));
  }
  return inChunks(seqs).map((some) => sql`DELETE FROM protocol_exchange WHERE seq IN (${join(some)})`);
}
