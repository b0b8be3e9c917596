import fc from "fast-check";
import { expect, test } from "vitest";
import { formatWatermark, parseWatermark } from "./watermark";

test("a watermark is read back as it was given", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 999_999_999 }), (next, changes) => {
      expect(parseWatermark(formatWatermark({ next, changes }))).toEqual({ next, changes });
    }),
  );
});

test("a text that we would not have given is none", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-z.]{0,12}$/)), (text) => {
      const watermark = parseWatermark(text);
      expect(watermark === null || formatWatermark(watermark) === text).toBe(true);
    }),
  );
  for (const text of [null, "", "-1", "01", "1.0", "1.a", "1.01", "1.a.1", "1.", "1.1234567890", "1e3", "9".repeat(16)])
    expect(parseWatermark(text)).toBeNull();
});
