import { HarnessError } from "@/lib/model";

/** Where a case stands in the list: open ones by the day when they are due, closed ones by when they were closed. */
export type CasePlace = { part: "open" | "closed"; at: string; number: string };

export function formatCursor({ part, at, number }: CasePlace): string {
  return [part, at, number].join("~");
}

/** Throws `invalid_cursor`. */
export function parseCursor(cursor: string): CasePlace {
  const [, part, at, number] = /^(open|closed)~([\d:.TZ-]+)~(DS-\d{4}-\d{4,})$/.exec(cursor) ?? [];
  if ((part === "open" || part === "closed") && at !== undefined && number !== undefined) return { part, at, number };
  throw new HarnessError("invalid_cursor", "This is no cursor of a list of cases. Begin with the first page.");
}

/** Among open cases: due later, or on the same day with a higher number. */
export function isAfter(one: CasePlace, other: CasePlace): boolean {
  return one.at > other.at || (one.at === other.at && one.number > other.number);
}
