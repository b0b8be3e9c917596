import fc from "fast-check";
import { expect, test } from "vitest";
import { toLocalTimestamp } from "./to-local-timestamp";

test.each([
  ["2026-11-21T16:05:07.089Z", "Europe/Vienna", "2026-11-21T17:05:07.089+01:00"],
  ["2026-07-01T23:30:00.000Z", "Asia/Kolkata", "2026-07-02T05:00:00.000+05:30"],
  ["2026-01-01T00:00:00.000Z", "UTC", "2026-01-01T00:00:00.000+00:00"],
  ["2026-01-01T00:00:00.000Z", "America/New_York", "2025-12-31T19:00:00.000-05:00"],
])("%s in %s is %s", (timestamp, timeZone, local) => expect(toLocalTimestamp(timestamp, timeZone)).toBe(local));

test("it is the same moment in every time zone", () => {
  const zones = fc.constantFrom("Europe/Berlin", "America/St_Johns", "Pacific/Chatham", "Asia/Tokyo");
  const days = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(days, zones, (day, zone) => {
      expect(Date.parse(toLocalTimestamp(day.toISOString(), zone))).toBe(day.getTime());
    }),
  );
});
