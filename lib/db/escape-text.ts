/** SUBSTITUTE (U+001A): no keyboard or protocol produces it in an id. */
const escapeCharacter = "\u001a";
// With the u flag the surrogate class matches lone surrogates only.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be escaped.
const unsafe = /[\0\u001a\p{Surrogate}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape itself.
const escaped = /\u001a([0-9a-f]{4})/g;

/**
 * Makes any JavaScript string storable in a text column of both databases, reversibly and one to one: PostgreSQL stores no NUL,
 * and neither stores half a surrogate pair. Ordinary text stays as it is. Lengths change, so limits are checked before.
 */
export function encodeText(text: string): string {
  return text.replace(unsafe, (character) => escapeCharacter + character.charCodeAt(0).toString(16).padStart(4, "0"));
}

export function decodeText(stored: string): string {
  return stored.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
