/** A moment as a clock in that time zone shows it, with its distance from UTC: "2026-11-21T17:05:00.000+01:00". */
export function toLocalTimestamp(timestamp: string, timeZone: string): string {
  const moment = new Date(timestamp);
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    timeZoneName: "longOffset",
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? "";
  // "GMT+01:00", and "GMT" alone for no distance.
  const offset = part("timeZoneName").slice("GMT".length) || "+00:00";
  const day = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  return `${day}T${part("hour")}:${part("minute")}:${part("second")}.${part("fractionalSecond")}${offset}`;
}
