import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import { bus } from "@/lib/live";
import { type ProtocolExchange, protocolExchange, wordsOnWire } from "@/lib/model";
import { type ErasedWords, erasedWords, erasuresSoFar, isBarredConversation } from "@/lib/standing";

/** `isKeptOut`: something in it may not be kept. */
export type ExchangeRow = Omit<ProtocolExchange, "seq"> & { isKeptOut?: boolean };

/** How many are kept of a conversation; of what belongs to none, as many in all. */
const keptExchanges = 5000;
/** Looking for what is too old costs more than writing: it is done once in so many. */
const pruneEvery = 200;

const written = () => processSingleton("protocol-log-written", () => new Map<string | null, number>());

/** Writes exchanges in their order, forgets what is too old, and tells the pages. Ids of conversations that are not here count as none. */
export async function writeExchanges(noted: readonly ExchangeRow[], kept = keptExchanges): Promise<void> {
  const exchanges = await withoutErased(noted);
  if (exchanges.length === 0) return;
  const bots = await botsOf(exchanges.flatMap(({ conversationId }) => conversationId ?? []));
  const rows = exchanges.map((row) => withPlace(row, bots));
  const places = new Set(rows.map(({ conversationId }) => conversationId));
  const inserts = inChunks(rows).map(insertRows);
  await (await db()).transaction([
    ...inserts,
    ...[...places].filter((place) => isDue(place, rows)).map((place) => deleteOldest(place, kept)),
  ]);
  for (const conversationId of places) if (conversationId !== null) bus().publish({ type: "protocol-log", conversationId });
}

/** What was noted of a conversation before it was erased is not written after it, nor what names somebody who was erased, or may not be used. */
async function withoutErased(noted: readonly ExchangeRow[]): Promise<ExchangeRow[]> {
  const erased = await Promise.all(
    noted.map(({ conversationId }) => conversationId !== null && isBarredConversation(conversationId, erasuresSoFar())),
  );
  const isErased = await erasedWords(erasuresSoFar());
  return noted.filter((_, index) => !erased[index]).map((row) => (row.isKeptOut || (isErased && isAbout(row, isErased)) ? bare(row) : row));
}

function isAbout({ url, request, response }: ExchangeRow, isErased: ErasedWords): boolean {
  return wordsOnWire(url, [request.body, response?.body ?? null]).some((word) => isErased(word, null));
}

/** That something was asked and what came of it, without what and by whom. */
function bare(row: ExchangeRow): ExchangeRow {
  const nothing = { headers: {}, body: null, bytes: 0 };
  return { ...row, url: routeOf(row.url), request: nothing, response: row.response && nothing, error: row.error && "Left out." };
}

const ofRoutes =
  /^(?:api|v3|bot|v1\.0|service|directline|conversations|activities|attachments|upload|members|pagedmembers|botstate|users|storage|read|write|delete|usertoken|tokens)$/i;

function routeOf(url: string): string {
  return url
    .replace(/^[a-z]+:\/\/[^/]*/i, "")
    .replace(/[?#].*$/s, "")
    .split("/")
    .map((part) => (part === "" || ofRoutes.test(part) ? part : "…"))
    .join("/");
}

/** By conversation; those that are not here are not in it. */
async function botsOf(conversationIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(conversationIds)];
  const found = new Map<string, string>();
  for (const chunk of inChunks(ids)) {
    const rows = await (await db()).query<{ id: string; bot_id: string }>(
      sql`SELECT id, bot_id FROM conversation WHERE id IN (${join(chunk.map(encodeText))})`,
    );
    for (const row of rows) found.set(decodeText(row.id), decodeText(row.bot_id));
  }
  return found;
}

function withPlace(row: ExchangeRow, bots: ReadonlyMap<string, string>): ExchangeRow {
  const botId = row.conversationId === null ? undefined : bots.get(row.conversationId);
  return botId === undefined ? { ...row, conversationId: null } : { ...row, botId: row.botId ?? botId };
}

function isDue(place: string | null, rows: readonly ExchangeRow[]): boolean {
  const counts = written();
  const before = counts.get(place);
  const now = (before ?? 0) + rows.filter(({ conversationId }) => conversationId === place).length;
  counts.set(place, now >= pruneEvery ? 0 : now);
  // The first time in this process nobody knows how many there are.
  return before === undefined || now >= pruneEvery;
}

function insertRows(rows: readonly ExchangeRow[]): Sql {
  const values = rows.map((row) => {
    const { party, direction, method, status, durationMs, at } = row;
    const place = [encodeNullable(row.botId), encodeNullable(row.conversationId)];
    const messages = [JSON.stringify(row.request), JSON.stringify(row.response)];
    return sql`(${join([...place, party, direction, method, encodeText(row.url), status, durationMs, ...messages, encodeNullable(row.error), at])})`;
  });
  return sql`INSERT INTO protocol_exchange (bot_id, conversation_id, party, direction, method, url, status, duration_ms, request, response,
      error, at) VALUES ${join(values)}`;
}

function deleteOldest(conversationId: string | null, kept: number): Sql {
  const place = ofConversation(conversationId);
  return sql`DELETE FROM protocol_exchange WHERE ${place} AND seq <= (SELECT seq FROM protocol_exchange WHERE ${place}
    ORDER BY seq DESC LIMIT 1 OFFSET ${kept})`;
}

function ofConversation(conversationId: string | null): Sql {
  return conversationId === null ? sql`conversation_id IS NULL` : sql`conversation_id = ${encodeText(conversationId)}`;
}

type Row = {
  seq: number;
  bot_id: string | null;
  conversation_id: string | null;
  party: string;
  direction: string;
  method: string;
  url: string;
  status: number | null;
  duration_ms: number;
  request: string;
  response: string;
  error: string | null;
  at: string;
};

/** The newest exchanges of a conversation that `where` selects, newest first. */
export async function selectExchanges(conversationId: string, where: Sql, limit: number): Promise<ProtocolExchange[]> {
  const rows = await (await db()).query<Row>(sql`SELECT seq, bot_id, conversation_id, party, direction, method, url, status, duration_ms,
      request, response, error, at
    FROM protocol_exchange WHERE ${ofConversation(conversationId)} AND ${where} ORDER BY seq DESC LIMIT ${limit}`);
  return rows.map(toExchange);
}

function toExchange({ bot_id, conversation_id, duration_ms, request, response, url, error, ...row }: Row): ProtocolExchange {
  return protocolExchange.parse({
    ...row,
    url: decodeText(url),
    error: decodeNullable(error),
    botId: decodeNullable(bot_id),
    conversationId: decodeNullable(conversation_id),
    durationMs: duration_ms,
    request: JSON.parse(request),
    response: JSON.parse(response),
  });
}

function encodeNullable(text: string | null): string | null {
  return text === null ? null : encodeText(text);
}

function decodeNullable(text: string | null): string | null {
  return text === null ? null : decodeText(text);
}
