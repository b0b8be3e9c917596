export const erasedKey = "turnscope:erased";

/** Which of both was it: an erasure that this page was told of, or one that came while it was away? Said once the page is there again. */
export type WhyAnew = "here" | "away";

export function loadAnew(why: WhyAnew): void {
  window.sessionStorage.setItem(erasedKey, why);
  window.location.reload();
}

/**
 * All that this browser keeps of anybody, for when nobody can tell it who was erased. Nothing hears of it: what a page still shows would be
 * kept again at once.
 */
export function forgetEverybody(): void {
  for (const key of ["turnscope:recent", "turnscope:personas", "turnscope:persona"]) window.localStorage.removeItem(key);
  forgetOpenNodes();
}

/** Which places of a state were open: keys may be somebody's id. */
export function forgetOpenNodes(): void {
  for (const key of Object.keys(window.sessionStorage)) if (key.startsWith("turnscope.")) window.sessionStorage.removeItem(key);
}
