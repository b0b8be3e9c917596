import { isJsonObject, type JsonValue } from "@/lib/model";

/** What stands in the place of a secret. */
const leftOut = "(left out)";

const secretHeader = /authorization|cookie|subscription-key|api-?key|token|secret|password|functions-key/i;
const secretName =
  /^(?:access_?|refresh_?|id_?|stream_?|client_?|bearer_?)?token$|^(?:app_?|client_?|user_?)?(?:password|secret)$|^directLineSecret$|^storageKey$|^client_assertion$|^authorization$|^assertion$|^api_?key$/i;
const secretParameters = /([?&](?:t|token|access_token|secret|password|key|sig|signature|code)=)[^&#"'\s\\]*/gi;
const serviceTokens = /(\/service\/)[^/\s"'\\?#]+/g;
const bearers = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi;
const jsonWebTokens = /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;
/** For text that is no JSON, or was cut off: a name, and what is said to be its value. */
const namedInText =
  /(\\*["']?)\b((?:access_?|refresh_?|id_?|client_?)?token|(?:app_?|client_?)?(?:password|secret)|directLineSecret|storageKey|client_assertion)\b\1(\s*[:=]\s*)(?:\\*"(?:\\.|[^"\\])*(?:"|\\?$)|[^\s&,;}"']+)/gi;
const deepest = 100;

/** The scheme of credentials may be seen, what follows may not. */
export function redactHeaders(headers: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), redactHeader(name, value)]));
}

function redactHeader(name: string, value: string): string {
  if (!secretHeader.test(name)) return redactPatterns(value);
  const scheme = /^(Bearer|Basic)\b/i.exec(value)?.[0];
  return scheme ? `${scheme} ${leftOut}` : leftOut;
}

/** An address without the tokens in it. */
export function redactUrl(url: string): string {
  return redactPatterns(url);
}

/** A body without secrets; as it was sent if there were none by name. */
export function redactBody(text: string): string {
  const parsed = parse(text);
  if (parsed === undefined)
    return redactPatterns(text.replace(namedInText, (_, quote, name, sign) => `${quote}${name}${quote}${sign}"${leftOut}"`));
  const seen = { secrets: 0 };
  const redacted = redactValue(parsed, seen, 0);
  return redactPatterns(seen.secrets === 0 ? text : JSON.stringify(redacted));
}

/** What is recognised wherever it stands: service addresses, credentials, signed tokens, and parameters of addresses. */
function redactPatterns(text: string): string {
  return text
    .replace(serviceTokens, "$1…")
    .replace(bearers, `$1 ${leftOut}`)
    .replace(jsonWebTokens, leftOut)
    .replace(secretParameters, `$1${leftOut}`);
}

function redactValue(value: JsonValue, seen: { secrets: number }, depth: number): JsonValue {
  if (depth > deepest) return leftOut;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, seen, depth + 1));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactMember(name, item, seen, depth)]));
  }
  return typeof value === "string" ? redactText(value, seen, depth) : value;
}

function redactMember(name: string, value: JsonValue, seen: { secrets: number }, depth: number): JsonValue {
  if (!secretName.test(name) || value === null) return redactValue(value, seen, depth + 1);
  seen.secrets++;
  return leftOut;
}

/** JSON inside of a text, as some bots send it. */
function redactText(text: string, seen: { secrets: number }, depth: number): string {
  const inner = /^\s*[{[]/.test(text) ? parse(text) : undefined;
  if (inner === undefined) return text;
  const before = seen.secrets;
  const redacted = redactValue(inner, seen, depth + 1);
  return seen.secrets === before ? text : JSON.stringify(redacted);
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
