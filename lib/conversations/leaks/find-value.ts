const around = 40;

/** The words around the first place where a text holds a value as a whole word, whatever its case; null when it does not. */
export function findValue(text: string, value: string): string | null {
  const lower = text.toLowerCase();
  const wanted = value.toLowerCase();
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (isWordEdge(lower, at) && isWordEdge(lower, end)) return excerpt(text, at, end);
  }
  return null;
}

/** "Ann" is not in "Annual", and 1000 not in 21000. */
function isWordEdge(text: string, at: number): boolean {
  return !(isOfWord(text, at - 1) && isOfWord(text, at));
}

function isOfWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}\p{M}_]/u.test(text[at] ?? "");
}

function excerpt(text: string, start: number, end: number): string {
  const from = Math.max(0, start - around);
  const to = Math.min(text.length, end + around);
  const words = text.slice(from, to).replaceAll(/\s+/g, " ").trim();
  return `${from > 0 ? "…" : ""}${words}${to < text.length ? "…" : ""}`;
}
