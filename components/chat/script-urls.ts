const schemePattern = /^([a-z][a-z0-9+.-]*):/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers ignore these inside a URL's scheme
const ignoredByBrowsers = /[\u0000-\u0020]+/g;
const openableSchemes = new Set(["http", "https", "mailto", "tel", "sip", "ftp"]);
const urlKey = /^(?:href|src|image|.*url)$/i;
/** Valid, so that the card around it is still drawn, and nothing that could be opened or shown. */
const scrubbed = "data:,";
const openingActions = new Set(["openurl", "action.openurl", "downloadfile", "playaudio", "playvideo", "showimage", "signin", "call"]);

/** The scheme as a browser would read it, in lower case; null for a relative address. */
function schemeOf(url: string): string | null {
  return schemePattern.exec(url.replace(ignoredByBrowsers, ""))?.[1]?.toLowerCase() ?? null;
}

/** Whether a link of a bot may be followed: never `javascript:`, nor `data:`, which can hold a page of its own. */
export function isOpenable(url: string): boolean {
  const scheme = schemeOf(url);
  return scheme !== null && openableSchemes.has(scheme);
}

function runsScript(url: string): boolean {
  const scheme = schemeOf(url);
  return scheme === "javascript" || scheme === "vbscript";
}

function isUrlKey(key: string, owner: Record<string, unknown>): boolean {
  if (urlKey.test(key)) return true;
  return key === "value" && typeof owner.type === "string" && openingActions.has(owner.type.toLowerCase());
}

/**
 * A copy in which addresses that would run script lead nowhere. Web Chat and the page's policy refuse them as well; this keeps
 * them from ever becoming an attribute, wherever in a card they hide.
 */
export function withoutScriptUrls<Value>(value: Value): Value {
  return strip(value) as Value;
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  const owner = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(owner).map(([key, member]) => [
      key,
      typeof member === "string" && isUrlKey(key, owner) && runsScript(member) ? scrubbed : strip(member),
    ]),
  );
}
