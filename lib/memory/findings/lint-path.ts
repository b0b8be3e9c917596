import { db, decodeText, encodeText, sql } from "@/lib/db";
import { type DictionaryScope, parsePattern } from "@/lib/model";
import { type PathRow, toScope } from "../dictionary/path-row";
import { nothingFound } from "../hints/hint-paths";

/** A path of the dictionary as rules look at it. */
export type LintPath = {
  id: string;
  scope: DictionaryScope;
  pattern: string;
  /** Bits of the types seen, as in the dictionary. */
  types: number;
  people: number;
  facts: number;
  lastSeq: number;
  label: string | null;
  purpose: string | null;
  category: string | null;
  isSensitive: boolean | null;
  retentionDays: number | null;
  /** Why it looks personal, one word a hint. */
  hints: string[];
};

/** A bot writes a few hundred at most; more than this nobody reviews. */
const maxPaths = 20_000;

/** The paths of a bot that anything stands at now. */
export async function readLintPaths(botId: string): Promise<LintPath[]> {
  const { aside } = await db();
  const rows = await aside<PathRow>(sql`SELECT * FROM dictionary_path WHERE bot_id = ${encodeText(botId)} AND facts > 0 LIMIT ${maxPaths}`);
  const hints = await aside<{ path_id: string; kind: string }>(sql`SELECT path_id, kind FROM path_hint
    WHERE kind <> ${nothingFound} AND path_id IN (SELECT id FROM dictionary_path WHERE bot_id = ${encodeText(botId)})`);
  const byPath = new Map<string, string[]>();
  for (const { path_id, kind } of hints) byPath.set(path_id, [...(byPath.get(path_id) ?? []), kind]);
  return rows.map((row) => toLintPath(row, byPath.get(row.id) ?? []));
}

function toLintPath(row: PathRow, hints: string[]): LintPath {
  return {
    id: row.id,
    scope: toScope(row.scope),
    pattern: decodeText(row.pattern),
    types: row.types,
    people: row.people,
    facts: row.facts,
    lastSeq: row.last_seq,
    label: row.label && decodeText(row.label),
    purpose: row.purpose,
    category: row.category && decodeText(row.category),
    isSensitive: row.is_sensitive,
    retentionDays: row.retention_days,
    hints,
  };
}

/** The last property that a path names; null for one that names none. */
export function lastName({ pattern }: Pick<LintPath, "pattern">): string | null {
  const named = parsePattern(pattern).findLast((part) => typeof part === "object");
  return typeof named === "object" ? named.key : null;
}

/** Names that say nothing of what stands there. */
const anyThing =
  /^(?:id|ids|key|name|names|type|kind|value|values|text|title|date|day|time|timestamp|at|from|to|status|state|phase|count|version|url|channelId|locale|list|items?|data)$/i;

/** Whether a name says what a fact is, so that two places of that name hold the same fact. */
export function isTelling(name: string | null): name is string {
  return name !== null && name.length > 2 && !anyThing.test(name);
}

export const placeOf = ({ id, scope, pattern, label }: LintPath) => ({ scope, path: pattern, pathId: id, label });
