import fc from "fast-check";
import { expect, test } from "vitest";
import { formatWatermark, parseWatermark } from "./watermark";

test("a watermark is read back as it was given", () => {
  fc.assert(
    fc.property(fc.nat(), (next) => {
      expect(parseWatermark(formatWatermark(next))).toBe(next);
    }),
  );
});

test("a text that we would not have given is none", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const place = parseWatermark(text);
      expect(place === null || formatWatermark(place) === text).toBe(true);
    }),
  );
  for (const text of [null, "", "-1", "01", "1.0", "1e3", "9".repeat(16)]) expect(parseWatermark(text)).toBeNull();
});
