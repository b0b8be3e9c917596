import { db, decodeText, encodeText, join, sql } from "@/lib/db";
import { maskSize, type Overview, type OverviewPath, type Sight } from "@/lib/model";
import { formatCsv } from "../csv";
import { toScope } from "../dictionary/path-row";
import { findUnread } from "../findings/find-unread";
import { requireMemory } from "../require-memory";
import { dailyPeople, lastDays, type PathDays } from "./daily-people";
import { type DatedPath, listReleases, peopleByRelease } from "./releases";

type OverviewRow = {
  id: string;
  scope: string;
  pattern: string;
  label: string | null;
  category: string | null;
  people: number;
  facts: number;
  bytes: number;
  first_seq: number;
  last_seq: number;
  first_at: string | null;
  last_at: string | null;
  first_version: string | null;
  last_version: string | null;
};

const maxPaths = 500;

/** What a bot remembers in numbers: now, over some days, and by version of the bot. Throws `bot_not_found`. */
export async function readOverview(botId: string, dayCount: number): Promise<Overview> {
  const botName = await requireMemory(botId);
  const [rows, totals] = [await selectPaths(botId), await countAll(botId)];
  const days = lastDays(dayCount, new Date());
  const releases = listReleases(rows.map(toDated));
  const histories = await readDays(rows.map(({ id }) => id));
  return {
    botId,
    botName,
    ...totals,
    days,
    paths: rows.map((row) =>
      toPath(row, {
        daily: [...dailyPeople(histories.get(row.id) ?? [], days.slice(0, -1)), row.people],
        byVersion: peopleByRelease(histories.get(row.id) ?? [], releases, row.people),
      }),
    ),
    unused: await findUnread(botId),
    releases,
  };
}

/** With the version of the bot in the turns that wrote each path first and last. */
async function selectPaths(botId: string): Promise<OverviewRow[]> {
  return (
    await db()
  ).query<OverviewRow>(sql`SELECT path.id, path.scope, path.pattern, path.label, path.category, path.people, path.facts, path.bytes,
      path.first_seq, path.last_seq, first.at AS first_at, last.at AS last_at, first_turn.bot_version AS first_version, last_turn.bot_version AS last_version
    FROM dictionary_path path
    LEFT JOIN state_write first ON first.seq = path.first_seq
    LEFT JOIN turn first_turn ON first.kind = 'turn' AND first_turn.conversation_id = first.conversation_id AND first_turn.number = first.after_turn
    LEFT JOIN state_write last ON last.seq = path.last_seq
    LEFT JOIN turn last_turn ON last.kind = 'turn' AND last_turn.conversation_id = last.conversation_id AND last_turn.number = last.after_turn
    WHERE path.bot_id = ${encodeText(botId)} ORDER BY path.people DESC, path.scope, path.pattern LIMIT ${maxPaths}`);
}

async function countAll(botId: string): Promise<Pick<Overview, "people" | "total" | "unclassified" | "facts" | "bytes">> {
  const bot = encodeText(botId);
  // Of a million people, counting takes a while: not on the event loop.
  const [[paths], [people]] = await Promise.all([
    (await db()).query<{
      total: number;
      labelled: number;
      facts: number | null;
      bytes: number | null;
    }>(sql`SELECT count(*) AS total, count(label) AS labelled,
      CAST(sum(facts) AS BIGINT) AS facts, CAST(sum(bytes) AS BIGINT) AS bytes FROM dictionary_path WHERE bot_id = ${bot}`),
    (await db()).aside<{ people: number }>(sql`SELECT count(*) AS people FROM acquaintance WHERE bot_id = ${bot}`),
  ]);
  const { total = 0, labelled = 0, facts, bytes } = paths ?? {};
  return { people: people?.people ?? 0, total, unclassified: total - labelled, facts: facts ?? 0, bytes: bytes ?? 0 };
}

async function readDays(pathIds: readonly string[]): Promise<Map<string, PathDays>> {
  if (pathIds.length === 0) return new Map();
  const rows = await (await db()).query<{ path_id: string; day: string; people: number }>(sql`SELECT path_id, day, people FROM path_day
    WHERE path_id IN (${join([...pathIds])}) ORDER BY path_id, day`);
  const histories = new Map<string, { day: string; people: number }[]>();
  for (const { path_id, ...one } of rows) {
    const known = histories.get(path_id);
    if (known) known.push(one);
    else histories.set(path_id, [one]);
  }
  return histories;
}

function toDated(row: OverviewRow): DatedPath {
  return {
    id: row.id,
    first: row.first_version === null ? null : { seq: row.first_seq, at: row.first_at ?? "", version: row.first_version },
    last: row.last_version === null ? null : { seq: row.last_seq, at: row.last_at ?? "", version: row.last_version },
  };
}

function toPath(row: OverviewRow, numbers: Pick<OverviewPath, "daily" | "byVersion">): OverviewPath {
  return {
    id: row.id,
    scope: toScope(row.scope),
    path: decodeText(row.pattern),
    label: row.label && decodeText(row.label),
    category: row.category && decodeText(row.category),
    people: row.people,
    facts: row.facts,
    bytes: row.bytes,
    firstAt: row.first_at,
    lastAt: row.last_at,
    firstVersion: row.first_version,
    lastVersion: row.last_version,
    ...numbers,
  };
}

/** One line a path; no value, nobody's name, and of what the reader may not see no size that tells a length. */
export function toOverviewCsv({ botId, paths, days, releases }: Overview, sight: Sight): string {
  const sizeOf = (bytes: number) => (sight.sees(botId, null) ? bytes : maskSize(bytes));
  const heading = [
    "scope",
    "path",
    "label",
    "category",
    "people",
    "facts",
    "bytes",
    "firstWritten",
    "lastWritten",
    "firstVersion",
    "lastVersion",
  ];
  const versions = releases.map(({ version }) => `people in ${version}`);
  const rows = paths.map((path) => [
    ...[path.scope, path.path, path.label, path.category, path.people, path.facts, sizeOf(path.bytes)].map(toCell),
    ...[path.firstAt, path.lastAt, path.firstVersion, path.lastVersion].map(toCell),
    ...path.byVersion.map(String),
    ...path.daily.map(String),
  ]);
  return formatCsv([[...heading, ...versions, ...days.map((day) => `people on ${day}`)], ...rows]);
}

function toCell(value: string | number | null): string {
  return value === null ? "" : String(value);
}
