import { db, decodeText, join, sql } from "@/lib/db";
import { type LeafType, leafTypes, maskedText, type PathExample } from "@/lib/model";
import { isCurrent } from "../expired/judge";

type ExampleRow = { path_id: string; type: string; value: string };

const examplesOfPath = 3;
/** Looked at for different ones. */
const factsOfPath = 12;
/** SQLite joins no more than 500 selections. */
const pathsAtOnce = 200;
const maxText = 80;

/** A few values of each path. Whoever may not see them learns their types. */
export async function readExamples(pathIds: readonly string[], { isOpen }: { isOpen: boolean }): Promise<Map<string, PathExample[]>> {
  const found = new Map<string, PathExample[]>();
  for (let start = 0; start < pathIds.length; start += pathsAtOnce) {
    for (const row of await selectExamples(pathIds.slice(start, start + pathsAtOnce))) {
      const examples = found.get(row.path_id) ?? [];
      const example = toExample(row, isOpen);
      const isNew = examples.every(({ type, text }) => type !== example.type || text !== example.text);
      if (isNew && examples.length < examplesOfPath) found.set(row.path_id, [...examples, example]);
    }
  }
  return found;
}

async function selectExamples(pathIds: readonly string[]): Promise<ExampleRow[]> {
  const isShown = await isCurrent();
  const ofEach = pathIds.map(
    (id) => sql`SELECT * FROM (SELECT path_id, type, value FROM fact JOIN dictionary_path path ON path.id = fact.path_id
      WHERE path_id = ${id} AND ${isShown} LIMIT ${factsOfPath}) one`,
  );
  return (await db()).query<ExampleRow>(sql`${join(ofEach, " UNION ALL ")}`);
}

function toExample({ type, value }: ExampleRow, isOpen: boolean): PathExample {
  const known: LeafType = leafTypes.find((one) => one === type) ?? "string";
  if (!isOpen) return { type: known, text: maskedText, isMasked: true };
  const text = decodeText(value);
  return { type: known, text: text.length > maxText ? `${text.slice(0, maxText)}…` : text, isMasked: false };
}
