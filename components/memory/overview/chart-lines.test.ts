import fc from "fast-check";
import { expect, test } from "vitest";
import { linePoints, scaleMarks } from "./chart-lines";

test("a line goes from edge to edge, higher for more", () => {
  expect(linePoints([0, 5, 10], 10, { width: 100, height: 50 })).toBe("0,50 50,25 100,0");
  expect(linePoints([3], 3, { width: 100, height: 50 })).toBe("0,0");
  expect(linePoints([0, 0], 0, { width: 100, height: 50 })).toBe("0,50 100,50");
});

test("marks are whole, evenly spaced, few, and reach above what is drawn", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), (most) => {
      const marks = scaleMarks(most);
      const [zero = -1, step = 0] = marks;
      expect(zero).toBe(0);
      expect(marks.every((mark, index) => Number.isInteger(mark) && mark === index * step)).toBe(true);
      expect(marks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(marks.length).toBeLessThanOrEqual(6);
    }),
  );
});
