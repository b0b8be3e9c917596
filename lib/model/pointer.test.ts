import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "./json";
import { formatPointer, getAtPath, parsePointer } from "./pointer";

/** The document and the pointers of RFC 6901, section 5. */
const document: JsonValue = { foo: ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, 'k"l': 6, " ": 7, "m~n": 8 };

test.each<[string, JsonValue]>([
  ["", document],
  ["/foo", ["bar", "baz"]],
  ["/foo/0", "bar"],
  ["/", 0],
  ["/a~1b", 1],
  ["/c%d", 2],
  ["/e^f", 3],
  ["/g|h", 4],
  ["/i\\j", 5],
  ['/k"l', 6],
  ["/ ", 7],
  ["/m~0n", 8],
])("the RFC's pointer %j finds its value", (pointer, value) => {
  expect(getAtPath(document, parsePointer(pointer))).toEqual(value);
});

test("~01 is the name ~1, not a slash", () => {
  expect(parsePointer("/~01")).toEqual(["~1"]);
  expect(formatPointer(["~1"])).toBe("/~01");
});

test.each(["a", "a/b", "#/a", "/~", "/~2", "/a~"])("%j is not a pointer", (pointer) => {
  expect(() => parsePointer(pointer)).toThrow(RangeError);
});

test("any path comes back from its pointer", () => {
  const part = fc.oneof(fc.constantFrom("", "/", "~", "~1", "~0", "__proto__", "0"), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(fc.array(part), (path) => {
      expect(parsePointer(formatPointer(path))).toEqual(path);
    }),
  );
});

test("numbers stand for indexes", () => {
  expect(formatPointer(["list", 0, "name"])).toBe("/list/0/name");
});

describe("a path that leads nowhere gives undefined", () => {
  test.each([[["foo", "2"]], [["foo", "-1"]], [["foo", "00"]], [["foo", "-"]], [["foo", "length"]], [["foo", "0", "0"]], [["none", "a"]]])(
    "%j",
    (path) => {
      expect(getAtPath(document, path)).toBeUndefined();
    },
  );

  test("and what is inherited is nowhere", () => {
    expect(getAtPath({}, ["__proto__", "toString"])).toBeUndefined();
    expect(getAtPath({ a: [] }, ["a", "constructor"])).toBeUndefined();
    expect(getAtPath(JSON.parse('{"__proto__":{"a":1}}'), ["__proto__", "a"])).toBe(1);
  });
});
