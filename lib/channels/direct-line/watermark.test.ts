import fc from "fast-check";
import { expect, test } from "vitest";
import { formatWatermark, parseWatermark } from "./watermark";

const epoch = fc.stringMatching(/^[0-9a-z]{1,12}$/);

test("a watermark is read back as it was given", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      epoch,
      fc.integer({ min: 1, max: 2 ** 50 - 1 }).map((count) => count % 1e15),
      (next, of, changes) => {
        fc.pre(changes > 0);
        expect(parseWatermark(formatWatermark({ next, epoch: of, changes }))).toEqual({ next, epoch: of, changes });
        expect(parseWatermark(formatWatermark({ next, epoch: of, changes: 0 }))).toEqual({ next, epoch: "", changes: 0 });
      },
    ),
  );
});

test("a text that we would not have given is none", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-z.]{0,12}$/)), (text) => {
      const watermark = parseWatermark(text);
      expect(watermark === null || formatWatermark(watermark) === text).toBe(true);
    }),
  );
  for (const text of [null, "", "-1", "01", "1.0", "1.a", "1.a.0", "1.a.01", "1e3", "9".repeat(16)])
    expect(parseWatermark(text)).toBeNull();
});
