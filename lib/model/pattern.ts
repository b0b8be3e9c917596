/** A part of a dictionary path: a property, any item of an array, any key of a table, or all that lies deeper. */
export type PatternPart = { key: string } | "item" | "key" | "folded";

/** `/items[]/name`, `/members/{}/age`, `/a/b/…`. Brackets, braces and the ellipsis in a property's own name are written ~2, ~3, ~4. */
export function formatPattern(parts: readonly PatternPart[]): string {
  return parts.map(formatPart).join("");
}

export function parsePattern(pattern: string): PatternPart[] {
  return [...pattern.matchAll(/\[\]|\/([^/[]*)/g)].map(([text, name = ""]) => {
    if (text === "[]") return "item";
    if (name === "{}") return "key";
    if (name === "…") return "folded";
    return { key: unescapeName(name) };
  });
}

function formatPart(part: PatternPart): string {
  if (part === "item") return "[]";
  if (part === "key") return "/{}";
  if (part === "folded") return "/…";
  return `/${escapeName(part.key)}`;
}

function escapeName(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("[", "~2").replaceAll("{", "~3").replaceAll("…", "~4");
}

const escapes: Record<string, string> = { "~0": "~", "~1": "/", "~2": "[", "~3": "{", "~4": "…" };

function unescapeName(name: string): string {
  return name.replace(/~[0-4]/g, (written) => escapes[written] ?? written);
}

const dataShapes = [
  /^\d{4,}$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i,
  /^(?=.*\d)[0-9a-f]{16,}$/i,
  /^\d{4}-\d{2}-\d{2}/,
  /@.+\./,
  /^dl_/,
  /^.{65,}$/s,
];

/** A key that names a person, a day or a thing rather than a property: the dictionary keeps one path for all of them. */
export function looksLikeData(key: string): boolean {
  return dataShapes.some((shape) => shape.test(key));
}
