import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { personalColumns } from "./personal-columns";
import { personalDataMap } from "./personal-data-map";
import { plainColumns } from "./plain-columns";

type Model = { name: string; fields: Map<string, string> };

const schema = readFileSync(fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url)), "utf8");
const models = parseModels(schema);

test("every model of the schema says whose data it holds, and the map speaks of no other", () => {
  expect(models.length).toBeGreaterThan(5);
  expect(Object.keys(personalDataMap).sort()).toEqual(models.map(({ name }) => name).sort());
});

describe.each(models)("$name", ({ name, fields }) => {
  const entry = personalDataMap[name];

  test("says in words what it holds", () => {
    expect(entry?.holds).toMatch(/^[A-Z].{10,}[^.]$/);
  });

  test("says of each of its columns of text whether it may hold something of people, and of no other", () => {
    const texts = [...fields].filter(([, type]) => type.startsWith("String")).map(([field]) => field);
    const [personal, plain] = [Object.keys(personalColumns[name] ?? {}), (plainColumns[name] ?? "").split(" ").filter((one) => one !== "")];
    expect([...personal, ...plain].sort()).toEqual(texts.sort());
  });

  test("names a person by a column among those that may hold something of people", () => {
    if (entry?.personColumn) expect(Object.keys(personalColumns[name] ?? {})).toContain(entry.personColumn);
  });

  test("names a person by a column that there is, one of text", () => {
    if (entry?.personColumn == null) return;
    expect(fields.get(entry.personColumn)).toMatch(/^String\??$/);
  });

  test("does not keep a person's id unnoticed", () => {
    const personal = [...fields.keys()].filter((field) => /^(user|from|person|identity|member)Id$/.test(field));
    expect(entry?.personColumn ?? null).toBe(name === "Person" ? "id" : (personal[0] ?? null));
  });

  test("loses a person's rows by the column that tells whose they are", () => {
    if (entry?.onErasure === "delete-own-rows") expect(entry.personColumn).not.toBeNull();
  });
});

function parseModels(text: string): Model[] {
  return [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => {
    const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+\??)/gm)].map(([, field = "", type = ""]) => [field, type] as const);
    return { name, fields: new Map(fields) };
  });
}
