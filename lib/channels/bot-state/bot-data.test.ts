import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "@/lib/model";
import { parseBotData, toStoredData, toWireData } from "./bot-data";

const anyJson = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
const gzipped = (data: JsonValue): string => gzipSync(JSON.stringify(data)).toString("base64");
const gunzipped = (data: JsonValue): unknown => JSON.parse(gunzipSync(Buffer.from(String(data), "base64")).toString("utf8"));

describe("data as a store item", () => {
  test("any data comes back as it was, and is kept as an object", () => {
    fc.assert(
      fc.property(anyJson, (data) => {
        const { item, encoding } = toStoredData(data);
        expect(Array.isArray(item)).toBe(false);
        expect(Object.hasOwn(item, "eTag")).toBe(false);
        expect(JSON.stringify(toWireData(item, encoding))).toBe(JSON.stringify(data));
      }),
    );
  });

  test("any gzipped data is kept unpacked, and comes back gzipped", () => {
    fc.assert(
      fc.property(anyJson, (data) => {
        const { item, encoding } = toStoredData(gzipped(data));
        expect(encoding).toMatch(/^gzip/);
        expect(JSON.stringify(gunzipped(toWireData(item, encoding)))).toBe(JSON.stringify(data));
      }),
    );
  });

  test("text that only looks like gzip is text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = Buffer.from([0x1f, 0x8b, ...bytes]).toString("base64");
        const { item, encoding } = toStoredData(text);
        expect(item).toEqual({ value: text });
        expect(toWireData(item, encoding)).toBe(text);
      }),
    );
  });

  test.each<[string, JsonValue]>([
    ["a property called eTag", { eTag: "x", a: 1 }],
    ["a property called __proto__", JSON.parse('{"__proto__":{"a":1}}')],
    ["a property called value", { value: 1 }],
  ])("%s is an ordinary one", (_, data) => {
    const { item, encoding } = toStoredData(data);
    expect(JSON.stringify(toWireData(item, encoding))).toBe(JSON.stringify(data));
  });

  test("a list that a person turned into an object travels as that object", () => {
    const { encoding } = toStoredData([1, 2]);
    expect(toWireData({ name: "Ann", value: 1 }, encoding)).toEqual({ name: "Ann", value: 1 });
    expect(gunzipped(toWireData({ name: "Ann" }, "gzip-value"))).toEqual({ name: "Ann" });
  });

  test("a small gzip that unpacks to more than an item may hold is refused", () => {
    expect(() => toStoredData(gzipped("x".repeat(6 * 1024 * 1024)))).toThrow(expect.objectContaining({ code: "item_too_large" }));
  });

  test("gzipped JSON that nests deeper than bodies may is refused", () => {
    const deep = gzipSync("[".repeat(300) + "]".repeat(300)).toString("base64");
    expect(() => toStoredData(deep)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});

describe("what a bot sends", () => {
  test.each([undefined, null, "", "*"])("the eTag %j is no condition", (eTag) => {
    expect(parseBotData({ data: { a: 1 }, eTag })).toEqual({ data: { a: 1 }, ifMatch: null });
  });

  test.each([undefined, null, "", 0, false])("the data %j is none", (data) => {
    expect(parseBotData({ data, eTag: "x" })).toEqual({ data: null, ifMatch: "x" });
  });

  test.each([[[]], ["text"], [null], [{ data: {}, eTag: 7 }]])("%j is refused", (body) => {
    expect(() => parseBotData(body)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});
