/** A fresh conversation as it stands in an address: ids of what the server keeps, nothing about people. */
export type StartLink = { bot: string | null; persona: string | null; snapshot: string | null };

/** Null when the address asks for no fresh conversation. */
export function parseStartLink(params: URLSearchParams): StartLink | null {
  const [bot, persona, snapshot] = ["bot", "persona", "snapshot"].map((name) => params.get(name) || null);
  if (!bot && !persona && !snapshot) return null;
  return { bot: bot ?? null, persona: persona ?? null, snapshot: snapshot ?? null };
}

export function formatStartLink(link: StartLink): string {
  const params = new URLSearchParams(Object.entries(link).filter((entry): entry is [string, string] => entry[1] !== null));
  return `/?${params}`;
}
