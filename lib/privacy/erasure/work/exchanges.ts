import { db, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type Redactor, redactorOf } from "../words/redactor";
import { textsInFiles } from "./files";
import { knownIn } from "./known-as";
import { nextRound } from "./next-round";
import type { Task } from "./task";

type ExchangeRow = { seq: number; url: string; request: string; response: string; error: string | null };

const rowsAtOnce = 500;

/** What was said on the wire about the person in a conversation that others keep, and by which files were sent that go; the rest of its log stays. */
export async function eraseExchangesOf(task: Task, conversationId: string, files: ReadonlySet<string>): Promise<void> {
  const { redactor, repeats } = knownIn(task, conversationId);
  await eraseFrom(task, sql`conversation_id = ${encodeText(conversationId)}`, [redactor, repeats, redactorOf(files)]);
}

/** The same outside conversations, such as what bots asked the state service between turns: of other people too, whose words are left alone. */
export async function eraseLooseExchanges(task: Task): Promise<void> {
  await eraseFrom(task, sql`conversation_id IS NULL`, [task.elsewhere.redactor]);
}

async function eraseFrom({ work }: Task, place: Sql, redactors: readonly Redactor[]): Promise<void> {
  const seqs: number[] = [];
  for (let after = 0; ; ) {
    await nextRound();
    const rows = await (await db()).query<ExchangeRow>(sql`SELECT seq, url, request, response, error FROM protocol_exchange
      WHERE ${place} AND seq > ${after} ORDER BY seq LIMIT ${rowsAtOnce}`);
    const last = rows.at(-1);
    if (!last) break;
    after = last.seq;
    seqs.push(...rows.filter((row) => isAbout(row, redactors)).map(({ seq }) => seq));
  }
  work.count("ProtocolExchange", { deleted: seqs.length });
  for (const some of inChunks(seqs)) work.add(some.length, [sql`DELETE FROM protocol_exchange WHERE seq IN (${join(some)})`]);
}

function isAbout({ url, request, response, error }: ExchangeRow, redactors: readonly Redactor[]): boolean {
  const texts = [url, decoded(url), request, response, error ?? "", ...textsInFiles(request), ...textsInFiles(response)];
  return texts.some((text) => redactors.some(({ has }) => has(text)));
}

/** Ids in addresses are percent-encoded; percent signs that encode nothing stay. */
function decoded(url: string): string {
  return url.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString());
}
