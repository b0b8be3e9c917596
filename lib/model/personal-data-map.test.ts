import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { personalDataMap } from "./personal-data-map";

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
