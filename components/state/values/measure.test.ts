import { expect, test } from "vitest";
import { countValues, describeValue, formatBytes } from "./measure";

test("values are counted at the leaves, and an empty object is one", () => {
  expect(countValues({})).toBe(0);
  expect(countValues({ a: 1, b: { c: null, d: [1, 2] }, e: {}, f: [] })).toBe(6);
});

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1 KiB"],
  [1536, "1.5 KiB"],
  [32 * 1024, "32 KiB"],
  [5 * 1024 * 1024, "5 MiB"],
])("%d bytes are written %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test("a value is told in one line", () => {
  expect(describeValue("Ann")).toBe('"Ann"');
  expect(describeValue([1])).toBe("1 item");
  expect(describeValue({})).toBe("{ }");
  expect(describeValue("x".repeat(100), 10)).toBe(`"${"x".repeat(9)}…`);
});
