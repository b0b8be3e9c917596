import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filterOwn, getOwn, isEqualJson, isJsonObject, type JsonObject, type JsonValue, jsonBytes, setOwn, toJsonValue } from "./json";

const parse = (text: string): JsonObject => JSON.parse(text);
const anyJson = fc.jsonValue({ stringUnit: "binary" }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

describe("own properties", () => {
  test("a property named __proto__ is set and read like any other", () => {
    const object: JsonObject = {};
    setOwn(object, "__proto__", { polluted: true });
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(getOwn(object, "__proto__")).toEqual({ polluted: true });
    expect(JSON.stringify(object)).toBe('{"__proto__":{"polluted":true}}');
  });

  test("what is inherited is not there", () => {
    expect(getOwn({}, "constructor")).toBeUndefined();
    expect(getOwn({}, "__proto__")).toBeUndefined();
  });

  test("a filtered copy keeps the order and the hostile names", () => {
    const copy = filterOwn(parse('{"z":1,"__proto__":2,"a":3,"constructor":4}'), (key) => key !== "a");
    expect(JSON.stringify(copy)).toBe('{"z":1,"__proto__":2,"constructor":4}');
  });
});

test("only objects that are neither null nor lists are JSON objects", () => {
  expect([{}, parse('{"a":1}')].every(isJsonObject)).toBe(true);
  expect([null, [], "x", 1, undefined].some(isJsonObject)).toBe(false);
});

test("size is counted in bytes of UTF-8", () => {
  expect(jsonBytes({ a: "é👋" })).toBe('{"a":""}'.length + 2 + 4);
  expect(jsonBytes(null)).toBe(4);
});

describe("equality", () => {
  test("does not mind the order of properties but does that of items", () => {
    expect(isEqualJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(isEqualJson([1, 2], [2, 1])).toBe(false);
  });

  test.each<[JsonValue | undefined, JsonValue | undefined]>([
    [null, undefined],
    [null, {}],
    [[], {}],
    [{}, []],
    [1, "1"],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ toString: 1 }, { valueOf: 1 }],
    [{}, { constructor: 1 }],
  ])("%j is not %j", (a, b) => {
    expect(isEqualJson(a, b)).toBe(false);
    expect(isEqualJson(b, a)).toBe(false);
  });

  test("an own __proto__ is compared, not the prototype", () => {
    expect(isEqualJson(parse('{"__proto__":1}'), parse('{"__proto__":1}'))).toBe(true);
    expect(isEqualJson(parse('{"__proto__":1}'), parse('{"__proto__":2}'))).toBe(false);
    expect(isEqualJson(parse('{"__proto__":{}}'), parse('{"b":{}}'))).toBe(false);
  });

  test("a value equals its copy, and values with different texts of one order differ", () => {
    fc.assert(
      fc.property(anyJson, anyJson, (a, b) => {
        expect(isEqualJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
        expect(isEqualJson(a, b)).toBe(isEqualJson(b, a));
        if (JSON.stringify(a) === JSON.stringify(b)) expect(isEqualJson(a, b)).toBe(true);
      }),
    );
  });
});

describe("making JSON of a value", () => {
  test("what JSON leaves out is left out, and dates become text", () => {
    expect(toJsonValue({ a: undefined, b: new Date(0), c: () => 1 })).toEqual({ b: "1970-01-01T00:00:00.000Z" });
  });

  test("a value with no JSON form is refused", () => {
    expect(() => toJsonValue(undefined)).toThrow(TypeError);
    expect(() => toJsonValue(() => 1)).toThrow(TypeError);
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => toJsonValue(cycle)).toThrow(TypeError);
    expect(() => toJsonValue({ n: 1n })).toThrow(TypeError);
  });

  test("the copy shares nothing with the original", () => {
    const original = { a: { b: 1 } };
    const copy = toJsonValue(original);
    original.a.b = 2;
    expect(copy).toEqual({ a: { b: 1 } });
  });
});
