/** Text deeper than this is refused before it is parsed: a few bytes a level would fill the stack of whoever walks it. */
export const maxJsonDepth = 200;

/**
 * How deep the lists and objects of a JSON text nest, counted up to `limit` + 1. Reads the text only, so that a hostile
 * one costs no more than its length; says nothing about whether it is valid.
 */
export function jsonTextDepth(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === openBrace || code === openBracket) deepest = Math.max(deepest, ++depth);
    else if (code === closeBrace || code === closeBracket) depth--;
    if (deepest > limit) return deepest;
  }
  return deepest;
}

/** The same for a value, without recursion. */
export function jsonValueDepth(value: unknown, limit: number): number {
  let level: unknown[] = [value];
  for (let depth = 0; ; depth++) {
    const containers = level.filter((item): item is object => typeof item === "object" && item !== null);
    if (containers.length === 0 || depth > limit) return depth;
    level = containers.flatMap((item) => Object.values(item) as unknown[]);
  }
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (!isEscaped(text, at)) return at;
  }
  return text.length;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === backslash) start--;
  return (at - start) % 2 === 1;
}
