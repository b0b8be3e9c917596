/** Days as YYYY-MM-DD, both included. */
export type TripDates = { from: string; to: string };

export const months = "January February March April May June July August September October November December".split(" ");
const dayMs = 24 * 60 * 60 * 1000;
const longestTripDays = 60;

/** The month named in a sentence, 1 to 12, or null. "May" needs its capital or an "in": otherwise it is the verb. */
export function monthIn(text: string): number | null {
  const words = text.toLowerCase().split(/[^a-z]+/);
  const isNamed = (month: string) => (month === "May" ? /\bMay\b|\bin may\b/.test(text) : words.includes(month.toLowerCase()));
  const index = months.findIndex(isNamed);
  return index === -1 ? null : index + 1;
}

/** A week to begin with: from the second day of the next such month, or a month from now. */
export function suggestDates(month: number | null, today: Date): TripDates {
  const from = month === null ? new Date(today.getTime() + 30 * dayMs) : secondOfNext(month, today);
  return { from: toDay(from), to: toDay(new Date(from.getTime() + 7 * dayMs)) };
}

/** The dates a form or a sentence such as "2027-05-02 to 2027-05-09" gives, or null when they make no trip. */
export function parseDates(from: unknown, to: unknown): TripDates | null {
  if (typeof from !== "string" || typeof to !== "string" || !isDay(from) || !isDay(to)) return null;
  const days = (Date.parse(to) - Date.parse(from)) / dayMs;
  return days >= 0 && days <= longestTripDays ? { from, to } : null;
}

/** "2 to 9 May 2027", naming month and year of the first day only where they differ. */
export function describeDates({ from, to }: TripDates): string {
  const [first, last] = [toParts(from), toParts(to)];
  if (first.year !== last.year) return `${first.day} ${first.month} ${first.year} to ${last.day} ${last.month} ${last.year}`;
  const start = first.month === last.month ? first.day : `${first.day} ${first.month}`;
  return `${start} to ${last.day} ${last.month} ${last.year}`;
}

function secondOfNext(month: number, today: Date): Date {
  const thisYear = new Date(Date.UTC(today.getUTCFullYear(), month - 1, 2));
  return thisYear > today ? thisYear : new Date(Date.UTC(today.getUTCFullYear() + 1, month - 1, 2));
}

function toParts(day: string): { day: string; month: string; year: string } {
  const [year = "", month = "", date = ""] = day.split("-");
  return { day: String(Number(date)), month: months[Number(month) - 1] ?? month, year };
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && toDay(new Date(text)) === text;
}
