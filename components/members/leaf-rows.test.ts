import fc from "fast-check";
import { expect, test } from "vitest";
import { getAtPath, type JsonObject, parsePointer } from "@/lib/model";
import { leafRows, tellingTexts } from "./leaf-rows";

test("each value stands on a line of its own, in order", () => {
  const data: JsonObject = { name: "Ann", trips: [{ to: "Lisbon" }, {}], agreed: true, none: null };
  expect(leafRows(data).map(({ path, text }) => [path, text])).toEqual([
    ["/name", "Ann"],
    ["/trips/0/to", "Lisbon"],
    ["/trips/1", "{}"],
    ["/agreed", "true"],
    ["/none", "null"],
  ]);
});

test("nothing stored has no lines", () => {
  expect([leafRows(undefined), leafRows(null), leafRows({})]).toEqual([[], [], []]);
});

test("every line leads to its value", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
      const data = JSON.parse(JSON.stringify(given)) as JsonObject;
      for (const { path, value } of leafRows(data)) expect(getAtPath(data, parsePointer(path))).toEqual(value);
    }),
  );
});

test("what could be anybody's tells nothing", () => {
  expect([...tellingTexts(leafRows({ a: "no", b: 999, c: true, d: "Lisbon", e: 1000, f: null }))]).toEqual(["Lisbon", "1000"]);
});
