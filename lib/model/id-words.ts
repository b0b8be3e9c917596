import { isJsonObject, type JsonObject, type JsonValue } from "./json";

/** More words than these are not looked up at a time, since each costs a hash: who writes so many new keys and ids at once is importing. */
const maxWords = 2000;
const maxCharacters = 256;
/** Properties whose values are ids of people, or lists of them. */
const idNames = /(?:^|[_-])(?:[iI][dD]s?|users?|from|by|owner|author|members?|participants?|people|attendees)$|[a-z](?:Ids?|ID)$/;

/** What may be somebody's id in an item: its keys, and values that are ids by their name. What stood in it before is left out. */
export function newWordsIn(after: JsonObject, before: JsonObject | null): string[] {
  const known = before ? wordsIn(before) : new Set();
  const found: string[] = [];
  for (const word of wordsIn(after)) {
    if (found.length === maxWords) break;
    if (!known.has(word) && mayBeId(word)) found.push(word);
  }
  return found;
}

function wordsIn(value: JsonValue, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const one of value) wordsIn(one, found);
  if (!isJsonObject(value)) return found;
  for (const name of Object.keys(value)) {
    const child = value[name] ?? null;
    found.add(name);
    for (const id of idsIn(name, child)) found.add(id);
    if (typeof child === "object" && child !== null) wordsIn(child, found);
  }
  return found;
}

/** The same for what went over the wire: an address and bodies, of which some are no JSON any more since they were cut. */
export function wordsOnWire(url: string, bodies: readonly (string | null)[]): string[] {
  const path = url.split(/[/?&=]/).map(decoded);
  const words = new Set([...path, decoded(url), ...bodies.flatMap((body) => (body === null ? [] : wordsInBody(body)))]);
  const all = [...words].slice(0, maxWords).flatMap((word) => [word, ...(isMade(word) ? wordsInKey(word) : [])]);
  return [...new Set(all)].filter(mayBeId).slice(0, maxWords);
}

/** Whether more than one thing may stand in a word. */
function isMade(word: string): boolean {
  return word.length <= maxCharacters * 2 && /[^\p{L}\p{N}]/u.test(word);
}

function wordsInBody(body: string): string[] {
  try {
    return [...wordsIn(JSON.parse(body) as JsonValue)];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [...body.matchAll(/"((?:[^"\\]|\\.){2,256})"/g)].map(([, text = ""]) => text);
  }
}

function decoded(part: string): string {
  return part.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    new TextDecoder().decode(Uint8Array.from(bytes.slice(1).split("%"), (byte) => Number.parseInt(byte, 16))),
  );
}

/** A number of a few digits is a place in a list, or a count, before it is anybody's id. */
function mayBeId(word: string): boolean {
  return word.length > 1 && word.length <= maxCharacters && !/^\d{1,4}$/.test(word);
}

function idsIn(name: string, value: JsonValue): string[] {
  if (!idNames.test(name)) return [];
  return (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === "string" || typeof one === "number" ? [String(one)] : [],
  );
}

/** Every part of a key which a bot made itself that may be an id, as in "profile-u1": nothing may follow one but what parts a key. */
export function partsOfKey(key: string): string[] {
  const starts = [0, ...[...key.matchAll(/[^\p{L}\p{N}]/gu)].map(({ index, 0: sign }) => index + sign.length)];
  const ends = [...key.matchAll(/[/:|]|$/g)].map(({ index }) => index);
  return [...new Set(starts.flatMap((start) => ends.filter((end) => end > start).map((end) => key.slice(start, end))))];
}

/** Those of its parts that are looked up as ids. */
export function wordsInKey(key: string): string[] {
  return partsOfKey(key).filter(mayBeId).slice(0, maxWords);
}

/**
 * An item without what is under these words, or is put down to them: a property that is called so, an element of a list, and an object within
 * the item that has one for an id.
 */
export function withoutWords(item: JsonObject, words: ReadonlySet<string>): JsonObject {
  const entries = Object.entries(item).flatMap(([name, child]) => {
    if (words.has(name)) return [];
    const rest = withoutIn(name, child, words);
    return rest === undefined ? [] : [[name, rest] as const];
  });
  return Object.fromEntries(entries);
}

function withoutIn(name: string, value: JsonValue, words: ReadonlySet<string>): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((one) => withoutIn(name, one, words)).filter((one) => one !== undefined);
  if (isJsonObject(value)) return isOfAny(value, words) ? undefined : withoutWords(value, words);
  return idsIn(name, value).some((id) => words.has(id)) ? undefined : value;
}

function isOfAny(value: JsonObject, words: ReadonlySet<string>): boolean {
  return Object.entries(value).some(([name, child]) => !Array.isArray(child) && idsIn(name, child).some((id) => words.has(id)));
}
