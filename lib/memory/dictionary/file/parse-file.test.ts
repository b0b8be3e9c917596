import fc from "fast-check";
import { expect, test } from "vitest";
import { classification, dictionaryScopes, factOrigins, formatPattern, isHarnessError, legalBases } from "@/lib/model";
import { jsonLines } from "./json-lines";
import { parseFile } from "./parse-file";
import { toCsv } from "./read-file";

const text = fc.option(
  fc
    .string({ minLength: 1, maxLength: 20 })
    .map((words) => words.trim())
    .filter((words) => words !== ""),
);
const part = fc.oneof(
  fc.constantFrom("item" as const, "key" as const),
  fc.string({ unit: "binary" }).map((key) => ({ key })),
);
const path = fc
  .tuple(fc.string({ unit: "binary" }), fc.array(part, { maxLength: 4 }))
  .map(([first, rest]) => formatPattern([{ key: first }, ...rest]));
const entry = fc.record({
  scope: fc.constantFrom(...dictionaryScopes),
  path,
  label: text,
  purpose: text,
  category: text,
  isSensitive: fc.option(fc.boolean()),
  origin: fc.option(fc.constantFrom(...factOrigins)),
  audience: text,
  retentionDays: fc.option(fc.nat(36_525)),
  legalBasis: fc.option(fc.constantFrom(...legalBases)),
});
const file = fc
  .uniqueArray(entry, { selector: (one) => `${one.scope} ${one.path}`, maxLength: 6 })
  .map((paths) => ({ format: "turnscope-dictionary" as const, version: 1 as const, bot: "b", paths }));

test("what a file says is what was written into it, as JSON and as CSV", () => {
  fc.assert(
    fc.property(file, (one) => {
      expect(parseFile(JSON.stringify(one, null, 2), "application/json").map((found) => found.path)).toEqual(one.paths);
      expect(parseFile(toCsv(one), "text/csv").map((found) => found.path)).toEqual(one.paths);
    }),
  );
});

test("each value of a JSON text is found on its line", () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true })), (values) => {
      const lines = JSON.stringify(values, null, 1).split("\n");
      const { lineOf, repeated } = jsonLines(lines.join("\n"));
      expect(repeated).toEqual([]);
      for (const [index, value] of values.entries()) {
        for (const name of Object.keys(value)) expect(lines[lineOf([index, name]) - 1]).toContain(`  ${JSON.stringify(name)}:`);
      }
    }),
  );
});

function faultsOf(content: string, mediaType = "text/csv"): unknown {
  try {
    return parseFile(content, mediaType);
  } catch (error) {
    if (!isHarnessError(error)) throw error;
    expect(error.code).toBe("invalid_file");
    return error.details.faults;
  }
}

const json = (paths: unknown, more: object = {}) => JSON.stringify({ format: "turnscope-dictionary", version: 1, ...more, paths }, null, 2);
const csv = (...lines: string[]) => ["scope,path,label,retentionDays,isSensitive", ...lines].join("\n");

test.each<[string, string, string, number, RegExp]>([
  ["JSON that ends too early", '{\n"format": "turnscope-dictionary",\n', "application/json", 3, /not valid JSON/],
  ["JSON with a comma too many", '{\n"paths": [],\n}', "application/json", 3, /not valid JSON/],
  ["another kind of file", '{\n"format": "turnscope-bundle", "version": 1, "paths": []}', "application/json", 2, /^format: /],
  ["a newer version", json([], { version: 2 }), "application/json", 3, /^version: /],
  ["a field that is misspelt", json([{ scope: "user", path: "/a", lable: "A" }]), "application/json", 5, /lable/],
  ["a scope that there is not", json([{ scope: "group", path: "/a" }]), "application/json", 6, /^scope: /],
  [
    "a name twice",
    '{\n"format": "turnscope-dictionary", "version": 1, "paths": [\n{"scope": "user",\n"path": "/a", "path": "/b"}]}',
    "application/json",
    4,
    /twice/,
  ],
  ["an unknown column", "scope,path,lable\nuser,/a,A", "text/csv", 1, /"lable"/],
  ["no column for the path", "scope,label\nuser,A", "text/csv", 1, /"path" is missing/],
  ["a row that is too short", csv("user,/a,A,1,yes", "user,/b,B"), "text/csv", 3, /3 cells and the heading 5/],
  ["a number that is none", csv("user,/a,A,forever,yes"), "text/csv", 2, /^retentionDays: /],
  ["neither yes nor no", csv("user,/a,A,1,perhaps"), "text/csv", 2, /^isSensitive: /],
  ["a path twice", csv("user,/a,A,1,yes", "private,/a,A,1,yes", "user,/a,B,1,no"), "text/csv", 4, /line 2 already/],
  ["no path", csv("user,name,A,1,yes"), "text/csv", 2, /no path/],
  ["an open quote", csv('user,/a,"A,1,yes'), "text/csv", 2, /quote/],
  ["an empty file", "", "text/csv", 1, /missing/],
])("%s is refused with line and reason", (_, content, mediaType, line, reason) => {
  expect(faultsOf(content, mediaType)).toContainEqual({ line, reason: expect.stringMatching(reason) });
});

test("columns may stand in any order, be left out, and be separated by semicolons", () => {
  expect(parseFile("path;scope;isSensitive\n/a;user;YES\n/b;user;", "text/csv")).toEqual([
    { line: 2, path: { scope: "user", path: "/a", isSensitive: true } },
    { line: 3, path: { scope: "user", path: "/b", isSensitive: null } },
  ]);
  expect(Object.keys(classification.shape)).toHaveLength(8);
});
