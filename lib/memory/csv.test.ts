import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCsv, parseCsv } from "./csv";

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", "'", "=", "-", "\t", " ", "\0", "\ud83d", "é") }),
);

test("what is written is read again, whatever the cells hold", () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
      // The heading tells which separator is used.
      const read = parseCsv(formatCsv([["scope", "path"], ...rows]));
      expect(Array.isArray(read) ? read.map(({ cells }) => cells) : read).toEqual([["scope", "path"], ...rows]);
    }),
  );
});

test("a cell that a spreadsheet would run is text in it", () => {
  expect(formatCsv([["=1+1", "-x", "plain"]])).toBe("'=1+1,'-x,plain\r\n");
});

test("rows know their line, also below cells of several lines", () => {
  expect(parseCsv('\ufeffa;b\r\n"x\ny";1\r\n\r\nz;"2;3"')).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["x\ny", "1"] },
    { line: 5, cells: ["z", "2;3"] },
  ]);
});

test.each([
  ['a,b\n"x,1\n', 2],
  ['a,b\nx,1\ny"z,2', 3],
  ['a,b\n"x"y,1', 2],
])("%j is refused with its line", (text, line) => {
  expect(parseCsv(text)).toEqual({ line, reason: expect.stringContaining("quote") });
});
