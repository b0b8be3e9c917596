import { type PatternPart, parsePattern, parsePointer, type Scope } from "@/lib/model";
import type { ExpiredParts } from "./judge";

/**
 * Whether a place, from the root of its scope, is past its time, lies in what is, or holds anything that is. Earlier values stood elsewhere, so
 * that patterns count too.
 */
export function isPastPlace({ scope, path }: { scope: Scope; path: string }, { parts }: ExpiredParts): boolean {
  const part = parts[scope];
  if (part === undefined) return false;
  if (part.isWhole) return true;
  const place = parsePointer(path);
  // A dialog's place begins at its stack, what is past its time at the property that holds it.
  const isAlong = (past: readonly PatternPart[]) => meets(place, scope === "dialog" ? past.slice(1) : past);
  return [...part.paths].some((one) => isAlong(toParts(one))) || [...part.patterns].some((one) => isAlong(parsePattern(one)));
}

function toParts(path: string): PatternPart[] {
  return parsePointer(path).map((key) => ({ key }));
}

/** One is the beginning of the other. */
function meets(place: readonly string[], past: readonly PatternPart[]): boolean {
  // C# wraps lists, which patterns leave out.
  const isWrapped = place.includes("$values") && !past.some((part) => typeof part === "object" && part.key === "$values");
  const keys = isWrapped ? place.filter((key) => key !== "$values") : place;
  const folded = past.indexOf("folded");
  const length = Math.min(keys.length, folded === -1 ? past.length : folded);
  return past.slice(0, length).every((part, index) => fits(part, keys[index] ?? ""));
}

function fits(part: PatternPart, key: string): boolean {
  if (part === "item") return /^\d+$/.test(key);
  return typeof part === "string" || part.key === key;
}
