import { decodeText, encodeText, sql } from "@/lib/db";
import { type DescribedPath, type DictionaryFile, dictionaryColumns } from "@/lib/model";
import { formatCsv } from "../../csv";
import { requireMemory } from "../../require-memory";
import { selectPaths, toClassification, toScope } from "../path-row";

/** What is said about a bot's paths, in an order that stays the same, so that versions of the file can be compared. Throws `bot_not_found`. */
export async function readFile(botId: string): Promise<DictionaryFile> {
  await requireMemory(botId);
  const rows = await selectPaths(sql`path.bot_id = ${encodeText(botId)}`);
  const paths = rows.map((row): DescribedPath => ({ scope: toScope(row.scope), path: decodeText(row.pattern), ...toClassification(row) }));
  return { format: "turnscope-dictionary", version: 1, bot: botId, paths: paths.sort(byScopeAndPath) };
}

/** By code units, which are the same on every machine and database. */
function byScopeAndPath(one: DescribedPath, other: DescribedPath): number {
  const [a, b] = [one, other].map(({ scope, path }) => `${scope} ${path}`);
  return (a ?? "") < (b ?? "") ? -1 : 1;
}

/** The same as a table, which spreadsheets open. */
export function toCsv({ paths }: DictionaryFile): string {
  return formatCsv([[...dictionaryColumns], ...paths.map((path) => dictionaryColumns.map((column) => toCell(path[column])))]);
}

function toCell(value: string | number | boolean | null | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null || value === undefined ? "" : String(value);
}
