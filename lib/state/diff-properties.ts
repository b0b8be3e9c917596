import type { JsonObject } from "@/lib/model";

/** A property that differs, with its later JSON; null when it went. */
export type PropertyText = { property: string; text: string | null };

/** The properties in which two texts of one item differ. A text is null where there is no item. */
export function diffProperties(before: string | null, after: string | null): PropertyText[] {
  if (before === after) return [];
  const earlier = propertyTexts(before);
  const later = propertyTexts(after);
  const changed: PropertyText[] = [];
  for (const [property, text] of later) if (earlier.get(property) !== text) changed.push({ property, text });
  for (const property of earlier.keys()) if (!later.has(property)) changed.push({ property, text: null });
  return changed;
}

function propertyTexts(text: string | null): Map<string, string> {
  if (text === null) return new Map();
  return new Map(Object.entries(JSON.parse(text) as JsonObject).map(([property, value]) => [property, JSON.stringify(value)]));
}
