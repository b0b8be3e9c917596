import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadScriptedBot } from "@/lib/conversations/testing";
import { db, type FoundText } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { localCaller as caller, fullSight } from "@/lib/model";
import { personalColumns } from "@/lib/model/testing";
import { canariesOf } from "./erasure/testing/rare-rows";
import { erasePerson } from "./erasure/testing/somebody";
import { type Canary, makeCanary, seedTwo, tracesOf } from "./erasure/testing/two-people";
import { fetchExport } from "./export/fetch-export";
import { makeExport } from "./export/make-export";
import { requireRequest } from "./requests/case-row";
import { identifyByStaff } from "./requests/identity-codes";
import { openRequest } from "./requests/open-request";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-columns-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
beforeEach(() => void vi.spyOn(console, "debug").mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

/** What models and their columns are called in the database. */
const stored = readNames(readFileSync(fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url)), "utf8"));

function readNames(schema: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [, model = "", body = ""] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
    for (const [, field = "", rest = ""] of body.matchAll(/^ {2}(\w+)\s+String(.*)$/gm)) {
      names.set(`${model}.${field}`, `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? field}`);
    }
  }
  return names;
}

type Column = { column: string; text: string };

/** Each column of the map with what of somebody was put there; empty where nothing was. */
function columnsOf(person: Canary): Column[] {
  const canaries = canariesOf(person);
  return Object.entries(personalColumns).flatMap(([model, columns]) =>
    Object.keys(columns).map((field) => ({ column: `${model}.${field}`, text: canaries[model]?.[field] ?? "" })),
  );
}

const textsOf = (person: Canary) => [
  ...new Set([...tracesOf(person), ...columnsOf(person).map(({ text }) => text), ...tracesOf(person).map((one) => one.toLowerCase())]),
];

const has = ({ text }: FoundText, texts: readonly string[]) => texts.some((one) => text.includes(one));

/** Cells in which something of one of two stands and nothing of the other. */
async function cellsOf(person: Canary, other: Canary): Promise<string[]> {
  const found = await (await db()).findTexts({ texts: textsOf(person) });
  return found.filter((cell) => !has(cell, textsOf(other))).map(({ table, column, text }) => JSON.stringify([table, column, text]));
}

/** Cells that were there and are there no more, counted. */
function gone(before: readonly string[], after: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const cell of after) left.set(cell, (left.get(cell) ?? 0) + 1);
  return before.filter((cell) => {
    const count = left.get(cell) ?? 0;
    left.set(cell, count - 1);
    return count <= 0;
  });
}

async function exportOf({ identityId }: Canary): Promise<Record<string, string>> {
  const { number } = await openRequest({ type: "access", personId: identityId }, caller);
  await identifyByStaff(await requireRequest(number), "Known by voice", caller);
  const { id } = await makeExport(number, { release: [] }, { caller, sight: fullSight });
  const unzipped = unzipSync(new Uint8Array(await fetchExport(number, id, caller)));
  return Object.fromEntries(Object.entries(unzipped).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

test("every column that may hold something of people is seeded", () => {
  const ann = makeCanary("Ann");
  expect(columnsOf(ann).filter(({ text }) => text === "")).toEqual([]);
  const known = columnsOf(ann).map(({ column }) => column);
  expect(Object.entries(canariesOf(ann)).flatMap(([model, fields]) => Object.keys(fields).map((field) => `${model}.${field}`))).toEqual(
    known,
  );
});

onEachDatabase(() => {
  test("whatever of somebody stands in a column is gone with their erasure, and another's cells stay byte for byte", {
    timeout: 120_000,
  }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    await seedTwo(ann, bo);
    for (const person of [ann, bo]) {
      const found = await (await db()).findTexts({ texts: textsOf(person) });
      const isThere = ({ column, text }: Column) =>
        found.some((cell) => `${cell.table}.${cell.column}` === stored.get(column) && cell.text.includes(text));
      expect(columnsOf(person).filter((one) => !isThere(one))).toEqual([]);
    }
    const before = await cellsOf(bo, ann);

    await erasePerson(ann.identityId);

    expect((await (await db()).findTexts({ texts: textsOf(ann) })).map(({ table, column }) => `${table}.${column}`)).toEqual([]);
    expect(gone(before, await cellsOf(bo, ann))).toEqual([]);
  });

  test("the access export has whatever of somebody stands in a column, unless the map says why not (A13)", {
    timeout: 120_000,
  }, async () => {
    const [ann, bo] = [makeCanary("Ann"), makeCanary("Bo")];
    await seedTwo(ann, bo);

    const { "data.json": json = "", ...files } = await exportOf(ann);

    const data = JSON.parse(json) as Record<string, unknown>;
    const missing = columnsOf(ann).filter(({ column, text }) => {
      const [model = "", field = ""] = column.split(".");
      const rule = personalColumns[model]?.[field];
      if (!rule || "leftOut" in rule) return false;
      const told = column === "Upload.original" ? Object.values(files).join() : JSON.stringify(data[rule.in]);
      return !told.includes(column === "Upload.original" ? ann.secret : JSON.stringify(text).slice(1, -1));
    });
    expect(missing).toEqual([]);
  });
});
