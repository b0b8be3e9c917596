import { type CorrectionPlace, maskedText } from "@/lib/model";
import type { PartFinder } from "./part-finder";

type ShownParts = NonNullable<CorrectionPlace["within"]>;

const maxShown = 3;
const around = 60;

/** A text as somebody looks at it before parts of it are replaced: the parts, and a little of what stands around them. */
export function showParts(text: string, finder: PartFinder): ShownParts {
  const found = finder.find(text);
  const shown = found.slice(0, maxShown);
  const parts = shown.map(({ from, to }, index) => {
    const end = shown[index - 1]?.to;
    return { before: shorten(text.slice(end ?? 0, from), end === undefined ? 0 : around), part: text.slice(from, to) };
  });
  const rest = text.slice(shown.at(-1)?.to ?? 0, found[maxShown]?.from);
  return { parts, after: shorten(rest, around, 0), more: found.length - shown.length };
}

/** The same of a text that the reader may not see: that the value is in it is all that is told. */
export function maskedParts(value: string | number): ShownParts {
  return { parts: [{ before: maskedText, part: String(value) }], after: maskedText, more: 0 };
}

/** So much of its beginning and of its end, without halves of characters. */
function shorten(text: string, start: number, end = around): string {
  if (text.length <= start + end) return text;
  const [head, tail] = [text.slice(0, start), end === 0 ? "" : text.slice(-end)];
  return `${head.replace(/[\uD800-\uDBFF]$/, "")}…${tail.replace(/^[\uDC00-\uDFFF]/, "")}`;
}
