import fc from "fast-check";
import { createPatch } from "rfc6902";
import { describe, expect, test } from "vitest";
import { isHarnessError, type JsonObject, type JsonValue, jsonPatch } from "@/lib/model";
import { applyJsonPatch } from "./apply-json-patch";

const apply = (value: JsonValue, patch: unknown): JsonValue => applyJsonPatch(value, jsonPatch.parse(patch));

function conflictOf(value: JsonValue, patch: unknown): string {
  try {
    apply(value, patch);
  } catch (error) {
    if (isHarnessError(error)) return error.code;
    throw error;
  }
  return "none";
}

describe("the examples of RFC 6902, appendix A", () => {
  test.each<[string, JsonValue, unknown, JsonValue]>([
    ["A.1 adding a member", { foo: "bar" }, [{ op: "add", path: "/baz", value: "qux" }], { baz: "qux", foo: "bar" }],
    ["A.2 adding a list item", { foo: ["bar", "baz"] }, [{ op: "add", path: "/foo/1", value: "qux" }], { foo: ["bar", "qux", "baz"] }],
    ["A.3 removing a member", { baz: "qux", foo: "bar" }, [{ op: "remove", path: "/baz" }], { foo: "bar" }],
    ["A.4 removing a list item", { foo: ["bar", "qux", "baz"] }, [{ op: "remove", path: "/foo/1" }], { foo: ["bar", "baz"] }],
    ["A.5 replacing a value", { baz: "qux" }, [{ op: "replace", path: "/baz", value: "boo" }], { baz: "boo" }],
    [
      "A.6 moving a value",
      { foo: { bar: "baz", waldo: "fred" }, qux: { corge: "grault" } },
      [{ op: "move", from: "/foo/waldo", path: "/qux/thud" }],
      { foo: { bar: "baz" }, qux: { corge: "grault", thud: "fred" } },
    ],
    [
      "A.7 moving a list item",
      { foo: ["all", "grass", "cows", "eat"] },
      [{ op: "move", from: "/foo/1", path: "/foo/3" }],
      { foo: ["all", "cows", "eat", "grass"] },
    ],
    [
      "A.10 adding a nested member",
      { foo: "bar" },
      [{ op: "add", path: "/child", value: { grandchild: {} } }],
      { foo: "bar", child: { grandchild: {} } },
    ],
    ["A.11 ignoring unknown members", { foo: "bar" }, [{ op: "add", path: "/baz", value: "qux", xyz: 123 }], { foo: "bar", baz: "qux" }],
    ["A.14 escapes", { "/": 9, "~1": 10 }, [{ op: "test", path: "/~01", value: 10 }], { "/": 9, "~1": 10 }],
    ["A.16 adding a list", { foo: ["bar"] }, [{ op: "add", path: "/foo/-", value: ["abc", "def"] }], { foo: ["bar", ["abc", "def"]] }],
  ])("%s", (_, before, patch, after) => {
    expect(apply(before, patch)).toEqual(after);
  });
});

test.each<[string, unknown]>([
  ["a test that fails (A.9)", [{ op: "test", path: "/baz", value: "bar" }]],
  ["adding under nothing (A.12)", [{ op: "add", path: "/nothing/bat", value: 1 }]],
  ["comparing a string with a number (A.15)", [{ op: "test", path: "/ten", value: "10" }]],
  ["removing what is not there", [{ op: "remove", path: "/nothing" }]],
  ["replacing what is not there", [{ op: "replace", path: "/nothing", value: 1 }]],
  ["moving what is not there", [{ op: "move", from: "/nothing", path: "/a" }]],
  ["copying what is not there", [{ op: "copy", from: "/nothing", path: "/a" }]],
  ["moving into itself", [{ op: "move", from: "/deep", path: "/deep/er" }]],
  ["a place past the end of a list", [{ op: "add", path: "/list/3", value: 1 }]],
  ["removing the place after the last", [{ op: "remove", path: "/list/-" }]],
  ["the length of a list", [{ op: "remove", path: "/list/length" }]],
  ["an index with a zero before it", [{ op: "replace", path: "/list/01", value: 1 }]],
  ["a name in a list", [{ op: "replace", path: "/list/one", value: 1 }]],
  ["a member of a string", [{ op: "add", path: "/baz/x", value: 1 }]],
  ["what every object inherits", [{ op: "remove", path: "/constructor" }]],
  ["the prototype", [{ op: "remove", path: "/__proto__" }]],
  ["removing everything", [{ op: "remove", path: "" }]],
])("%s is a conflict", (_, patch) => {
  expect(conflictOf({ baz: "qux", ten: 10, list: [1, 2], deep: {} }, patch)).toBe("patch_conflict");
});

test.each<[string, unknown]>([
  ["an unknown operation", [{ op: "increment", path: "/a" }]],
  ["no operation", [{ path: "/a", value: 1 }]],
  ["no path", [{ op: "remove" }]],
  ["no value", [{ op: "add", path: "/a" }]],
  ["a path without a slash", [{ op: "remove", path: "a" }]],
  ["a wrong escape", [{ op: "remove", path: "/a~2" }]],
  ["something that is no list", { op: "remove", path: "/a" }],
  ["a thousand and one operations", Array.from({ length: 1001 }, () => ({ op: "test", path: "", value: {} }))],
])("%s is no patch", (_, patch) => {
  expect(jsonPatch.safeParse(patch).success).toBe(false);
});

test("the given value stays as it is, also when a later operation fails", () => {
  const before = { a: { b: [1] } };
  expect(
    conflictOf(before, [
      { op: "add", path: "/a/b/0", value: 0 },
      { op: "remove", path: "/x" },
    ]),
  ).toBe("patch_conflict");
  expect(before).toEqual({ a: { b: [1] } });
});

test("one operation does not change what another one added", () => {
  const shared = { op: "add", path: "/a", value: { n: 1 } };
  const after = apply({}, [shared, { op: "copy", from: "/a", path: "/b" }, { op: "replace", path: "/b/n", value: 2 }]);
  expect(after).toEqual({ a: { n: 1 }, b: { n: 2 } });
  expect(shared.value).toEqual({ n: 1 });
});

test("a property named __proto__ is plain data", () => {
  const patch: unknown = JSON.parse(
    '[{"op":"add","path":"/__proto__","value":{"polluted":true}},{"op":"replace","path":"/__proto__/polluted","value":1},{"op":"copy","from":"/__proto__","path":"/copy"}]',
  );
  const after = apply({ a: 1 }, patch) as JsonObject;
  expect(JSON.stringify(after)).toBe('{"a":1,"__proto__":{"polluted":1},"copy":{"polluted":1}}');
  expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("replacing keeps the property in its place", () => {
  expect(JSON.stringify(apply({ a: 1, b: 2 }, [{ op: "replace", path: "/a", value: 3 }]))).toBe('{"a":3,"b":2}');
});

test("a patch cannot double its value without end", () => {
  const doubling = Array.from({ length: 60 }, (_, n) => ({ op: "copy", from: "", path: `/copy${n}` }));
  expect(conflictOf({ a: "x".repeat(1000) }, doubling)).toBe("patch_conflict");
});

test("a patch cannot pile levels on each other", () => {
  const piling = Array.from({ length: 300 }, (_, n) => ({ op: "add", path: "/a".repeat(n + 1), value: {} }));
  expect(conflictOf({}, piling)).toBe("patch_conflict");
});

test("long lists are compared in no time", () => {
  const list = Array.from({ length: 200_000 }, (_, n) => n);
  expect(conflictOf({ list }, [{ op: "test", path: "/list", value: list.map((n) => n + 1) }])).toBe("patch_conflict");
  expect(apply({ list }, [{ op: "test", path: "/list", value: list }])).toEqual({ list });
});

// rfc6902 takes "__proto__" for the prototype, so it has no opinion on that name.
const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes("__proto__")) as fc.Arbitrary<JsonValue>;
const jsonObjects = fc.dictionary(
  fc.string().filter((name) => name !== "__proto__"),
  json,
) as fc.Arbitrary<JsonObject>;

test("a patch made by the rfc6902 package leads from one value to the other", () => {
  fc.assert(
    fc.property(jsonObjects, jsonObjects, (from, to) => {
      const wire = JSON.parse(JSON.stringify([from, to, createPatch(from, to)])) as [JsonObject, JsonObject, unknown];
      expect(apply(wire[0], wire[2])).toEqual(wire[1]);
    }),
  );
});
