import fc from "fast-check";
import { expect, test } from "vitest";
import { getAtPath, type JsonObject } from "./index";
import { type Leaf, listLeaves, maxLeaves } from "./leaf";
import { formatPattern, type PatternPart, parsePattern } from "./pattern";
import { parsePointer } from "./pointer";

const patterns = (item: JsonObject): string[] => listLeaves("user", item).leaves.map(({ pattern }) => pattern);
const objects = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })) as fc.Arbitrary<JsonObject>;

test("each scalar is one leaf, with its type and its text", () => {
  expect(listLeaves("user", { name: "Ada", age: 36, isHome: true, car: null })).toEqual({
    left: 0,
    leaves: [
      { scope: "user", path: "/name", pattern: "/name", type: "string", text: "Ada" },
      { scope: "user", path: "/age", pattern: "/age", type: "number", text: "36" },
      { scope: "user", path: "/isHome", pattern: "/isHome", type: "boolean", text: "true" },
      { scope: "user", path: "/car", pattern: "/car", type: "null", text: "null" },
    ] satisfies Leaf[],
  });
});

test("items of arrays share a path, also those that C# wraps", () => {
  expect(patterns({ items: [{ size: "M" }, { size: "L" }], more: { $type: "List", $values: ["a"] } })).toEqual([
    "/items[]/size",
    "/items[]/size",
    "/more[]",
  ]);
});

test("keys that are data share a path, and so do the keys of a large table", () => {
  const table = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`k${index}`, index]));
  expect(patterns({ visits: { "2026-05-03": 1, "ada@example.org": 2, "4711": 3 } })).toEqual(["/visits/{}", "/visits/{}", "/visits/{}"]);
  expect(new Set(patterns({ table }))).toEqual(new Set(["/table/{}"]));
});

test("a key that is somebody's id is data, whatever it looks like", () => {
  const { leaves } = listLeaves("conversation", { votes: { "seed-ann": "Lisbon", bo: "Graz" }, bo: 1 }, new Set(["seed-ann", "bo"]));
  expect(leaves.map(({ pattern }) => pattern)).toEqual(["/votes/{}", "/votes/{}", "/{}"]);
});

test("what lies very deep is folded into one path", () => {
  let deep: JsonObject = { end: 1 };
  for (let level = 0; level < 190; level++) deep = { down: deep };
  expect(patterns(deep)).toEqual([`${"/down".repeat(12)}/…`]);
});

test("of a dialog stack the values count, and not what keeps it going or what the bot asks", () => {
  const options = { prompt: { type: "message", text: "Which size?" }, choices: ["M"] };
  const stack = [{ id: "order", state: { stepIndex: 1, instanceId: "x", options, values: { size: "M", version: 2 } } }];
  const { leaves } = listLeaves("conversation", { dialogs: { dialogStack: stack }, topic: "tea" });
  expect(leaves.map(({ scope, pattern }) => [scope, pattern])).toEqual([
    ["dialog", "/dialogs/dialogStack[]/state/values/size"],
    ["dialog", "/dialogs/dialogStack[]/state/values/version"],
    ["conversation", "/topic"],
  ]);
});

test("leaves beyond the limit are counted", () => {
  const { leaves, left } = listLeaves("user", { many: Array.from({ length: 100_000 }, (_, index) => index) });
  expect([leaves.length, left]).toEqual([maxLeaves, 100_000 - maxLeaves]);
});

test("a leaf's path leads to its value", () => {
  fc.assert(
    fc.property(objects, (item) => {
      for (const { path, text } of listLeaves("user", item).leaves) expect(String(getAtPath(item, parsePointer(path)))).toBe(text);
    }),
  );
});

test("a pattern reads back as it was written", () => {
  const part: fc.Arbitrary<PatternPart> = fc.oneof(
    fc.record({ key: fc.string({ unit: fc.constantFrom("a", "/", "~", "[", "]", "{", "}", "…", "😀", "2") }) }),
    fc.constantFrom("item" as const, "key" as const, "folded" as const),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(parsePattern(formatPattern(parts))).toEqual(parts);
    }),
  );
});
