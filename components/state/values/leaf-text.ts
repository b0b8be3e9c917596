import type { JsonValue } from "@/lib/model";

/** The types a tester may give a value in the tree. A date is text that says a day; a bot stores it so. */
export const leafKinds = ["string", "number", "boolean", "null", "date", "object", "list"] as const;
export type LeafKind = (typeof leafKinds)[number];

export const leafKindLabels: Record<LeafKind, string> = {
  string: "text",
  number: "number",
  boolean: "true / false",
  null: "null",
  date: "date",
  object: "object { }",
  list: "list [ ]",
};

export type LeafResult = { value: JsonValue; refusal: null } | { value: null; refusal: string };

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export function isDateText(value: JsonValue): value is string {
  return typeof value === "string" && isoDate.test(value) && isRealDay(value);
}

/** Date.parse takes 30 February for 2 March, so the day is compared. */
function isRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) && !Number.isNaN(Date.parse(text));
}

export function kindOfLeaf(value: JsonValue): LeafKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return isDateText(value) ? "date" : "string";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "object";
}

/** What stands in the input when editing begins, or after the type was switched. */
export function toLeafText(value: JsonValue): string {
  return value === null || typeof value === "object" ? "" : String(value);
}

export function readLeaf(kind: LeafKind, text: string): LeafResult {
  switch (kind) {
    case "string":
      return accept(text);
    case "number":
      return readNumber(text.trim());
    case "boolean":
      return accept(text === "true");
    case "null":
      return accept(null);
    case "date":
      return isDateText(text.trim()) ? accept(text.trim()) : refuse("A date is written 2027-05-02, or 2027-05-02T09:30:00Z with a time.");
    case "object":
      return accept({});
    case "list":
      return accept([]);
  }
}

function readNumber(text: string): LeafResult {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) return refuse("This is not a number. Write digits, such as 42 or 3.5.");
  const number = Number(text);
  const isExact = Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number) || /[.eE]/.test(text));
  return isExact ? accept(number) : refuse("This number has more digits than a number can keep. Choose text to keep them all.");
}

function accept(value: JsonValue): LeafResult {
  return { value, refusal: null };
}

function refuse(refusal: string): LeafResult {
  return { value: null, refusal };
}

/** "Sun 2 May 2027" beside a date in the tree, in the reader's language. */
export function describeDate(text: string): string {
  const hasTime = text.length > 10;
  const format: Intl.DateTimeFormatOptions = hasTime
    ? { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }
    : { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(undefined, format).format(new Date(text));
}
