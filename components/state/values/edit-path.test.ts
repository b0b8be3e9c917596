import fc from "fast-check";
import { expect, test } from "vitest";
import { getAtPath, isJsonObject, type JsonObject, type JsonValue } from "@/lib/model";
import { removeAtPath, renameAtPath, setAtPath } from "./edit-path";

const name = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "$type", "py/object", "a", "b", "0", "a/b", "~", ""),
  fc.string({ maxLength: 4 }),
);
const value = fc.letrec<{ any: JsonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie("any")), { maxLength: 4 }).map(toObject),
  ),
})).any;
const root = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 5 }).map(toObject);
/** A root and the path of something in it. */
const place = fc.tuple(root, fc.infiniteStream(fc.nat())).map(([data, choices]) => ({ data, path: pickPath(data, choices) }));

function toObject(properties: [string, JsonValue][]): JsonObject {
  return Object.fromEntries(properties);
}

function childNames(parent: JsonValue): string[] {
  return Array.isArray(parent) || isJsonObject(parent) ? Object.keys(parent) : [];
}

function pickPath(data: JsonObject, choices: Iterator<number>): string[] {
  const path: string[] = [];
  let here: JsonValue = data;
  for (;;) {
    const names = childNames(here);
    if (names.length === 0 || (path.length > 0 && choices.next().value % 3 === 0)) return path;
    path.push(names[choices.next().value % names.length] ?? "");
    here = getAtPath(data, path) ?? null;
  }
}

const keysOf = (data: JsonObject, path: string[]): string[] => childNames(getAtPath(data, path) ?? null);

test("what is set is there afterwards, the original is as it was, and the order of properties is kept", () => {
  fc.assert(
    fc.property(place, value, ({ data, path }, next) => {
      const before = JSON.stringify(data);
      const edited = setAtPath(data, path, next);
      expect(JSON.stringify(getAtPath(edited, path))).toBe(JSON.stringify(next));
      expect(JSON.stringify(data)).toBe(before);
      expect(keysOf(edited, path.slice(0, -1))).toEqual(keysOf(data, path.slice(0, -1)));
    }),
  );
});

test("setting back what was there gives the same text, type markers and __proto__ included", () => {
  fc.assert(
    fc.property(place, value, ({ data, path }, next) => {
      const was = getAtPath(data, path);
      if (was === undefined) throw new Error("pickPath gave a path that is not there");
      expect(JSON.stringify(setAtPath(setAtPath(data, path, next), path, was))).toBe(JSON.stringify(data));
    }),
  );
});

test("removing takes exactly that one out and leaves its siblings in their order", () => {
  fc.assert(
    fc.property(place, ({ data, path }) => {
      const parent = path.slice(0, -1);
      const part = path.at(-1);
      const edited = removeAtPath(data, path);
      if (Array.isArray(getAtPath(data, parent))) expect(keysOf(edited, parent)).toHaveLength(keysOf(data, parent).length - 1);
      else expect(keysOf(edited, parent)).toEqual(keysOf(data, parent).filter((key) => key !== part));
    }),
  );
});

test("renaming there and back changes nothing", () => {
  fc.assert(
    fc.property(place, ({ data, path }) => {
      fc.pre(!Array.isArray(getAtPath(data, path.slice(0, -1))));
      // A name that looks like an index moves to the front in JavaScript; everything else must stay in place.
      fc.pre(!keysOf(data, path.slice(0, -1)).some((key) => /^\d+$/.test(key)));
      const renamed = renameAtPath(data, path, "renamed by a test");
      const back = renameAtPath(renamed, [...path.slice(0, -1), "renamed by a test"], path.at(-1) ?? "");
      expect(JSON.stringify(back)).toBe(JSON.stringify(data));
    }),
  );
});

test("no prototype is ever touched", () => {
  const edited = setAtPath(JSON.parse(`{"__proto__":{"a":1}}`), ["__proto__", "isAdmin"], true);
  expect(JSON.stringify(edited)).toBe(`{"__proto__":{"a":1,"isAdmin":true}}`);
  expect(Object.hasOwn(Object.prototype, "isAdmin")).toBe(false);
});

test("a new property comes last and an index one past the end appends", () => {
  expect(JSON.stringify(setAtPath({ $type: "A", b: 1 }, ["c"], 2))).toBe(`{"$type":"A","b":1,"c":2}`);
  expect(setAtPath({ list: [1] }, ["list", "1"], 2)).toEqual({ list: [1, 2] });
});

test.each([
  ["the root", () => setAtPath({}, [], 1)],
  ["a parent that is not there", () => setAtPath({}, ["a", "b"], 1)],
  ["a parent that is a plain value", () => setAtPath({ a: 1 }, ["a", "b"], 1)],
  ["an inherited name", () => setAtPath({}, ["constructor", "name"], 1)],
  ["an index beyond the end", () => setAtPath({ a: [] }, ["a", "1"], 1)],
  ["something like an index", () => setAtPath({ a: [1] }, ["a", "-0"], 1)],
  ["removing what is not there", () => removeAtPath({}, ["a"])],
  ["renaming to a taken name", () => renameAtPath({ a: 1, b: 2 }, ["a"], "b")],
  ["renaming an item of a list", () => renameAtPath({ a: [1] }, ["a", "0"], "b")],
])("%s is refused", (_, edit) => {
  expect(edit).toThrow(RangeError);
});
