import { db, decodeText, encodeText, join, sql } from "@/lib/db";
import { formatPointer, type ItemScope, isJsonObject, type JsonObject, type JsonValue, listLeaves, setOwn } from "@/lib/model";
import type { ExportedItem, PersonData, PortableData } from "./person-data";

/** What bots concluded, by bot: paths of the dictionary, and places of facts. */
type Concluded = { patterns: ReadonlySet<string>; places: ReadonlySet<string> };

/** Of everything about a person what they provided themselves, by telling it or by using the bot; what was concluded stays out (Art. 20(1)). */
export async function toPortable(data: PersonData): Promise<PortableData> {
  const concluded: Concluded = { patterns: await readConcludedPatterns(data), places: concludedPlaces(data) };
  const { format, version, case: number, madeAt, accounts } = data;
  return {
    format,
    version,
    kind: "portability",
    case: number,
    madeAt,
    accounts,
    state: data.state.filter((item) => item.data !== null).map((item) => provided(item, concluded)),
    sharedState: data.sharedState.map(({ bot, scope, conversation, updatedAt, values }) => {
      const kept = values.filter(({ path }) => !concluded.places.has(placeKey(bot, scope, path)));
      return { bot, scope, conversation, updatedAt, values: kept };
    }),
    messages: data.conversations.flatMap(({ id, bot, channel, activities }) =>
      activities
        .filter(({ who }) => who === "you")
        .map(({ at, text = "", activity }) => ({ conversation: id, bot, channel, at, text, activity })),
    ),
    attachments: data.attachments.filter(({ sentBy }) => sentBy === "you"),
  };
}

async function readConcludedPatterns(data: PersonData): Promise<Set<string>> {
  const bots = [...new Set(data.state.map(({ bot }) => encodeText(bot)))];
  if (bots.length === 0) return new Set();
  const rows = await (await db()).query<{ bot_id: string; scope: string; pattern: string }>(sql`SELECT bot_id, scope, pattern
    FROM dictionary_path WHERE origin = 'inferred' AND bot_id IN (${join(bots)})`);
  return new Set(rows.map((row) => placeKey(decodeText(row.bot_id), row.scope, decodeText(row.pattern))));
}

function concludedPlaces({ facts }: PersonData): Set<string> {
  return new Set(facts.filter(({ origin }) => origin === "inferred").map(({ bot, keptIn, path }) => placeKey(bot, keptIn, path)));
}

function placeKey(bot: string, scope: string, path: string): string {
  return JSON.stringify([bot, scope, path]);
}

function provided({ earlier: _, ...item }: ExportedItem, concluded: Concluded): PortableData["state"][number] {
  if (!isJsonObject(item.data)) return item;
  return { ...item, data: without(item.data, concludedPaths(item.data, item, concluded), []) ?? {} };
}

function concludedPaths(
  data: JsonObject,
  { bot, scope }: ExportedItem | Omit<ExportedItem, "earlier">,
  { patterns, places }: Concluded,
): Set<string> {
  if (patterns.size === 0) return new Set();
  const { leaves } = listLeaves(scope as ItemScope, data);
  const isConcluded = (leaf: (typeof leaves)[number]) =>
    patterns.has(placeKey(bot, leaf.scope, leaf.pattern)) || places.has(placeKey(bot, scope, leaf.path));
  return new Set(leaves.filter(isConcluded).map(({ path }) => path));
}

/** A copy without the scalars at some paths; undefined where nothing is left of it. */
function without(value: JsonValue, paths: ReadonlySet<string>, at: readonly string[]): JsonValue | undefined {
  if (typeof value !== "object" || value === null) return paths.has(formatPointer(at)) ? undefined : value;
  const kept = Object.entries(value).flatMap(([key, child]) => {
    const left = without(child, paths, [...at, key]);
    return left === undefined ? [] : [[key, left] as const];
  });
  if (kept.length === 0 && Object.keys(value).length > 0) return undefined;
  if (Array.isArray(value)) return kept.map(([, child]) => child);
  const copy: JsonObject = {};
  for (const [key, child] of kept) setOwn(copy, key, child);
  return copy;
}
