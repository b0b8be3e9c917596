import { formatPointer, isScope, parsePointer, type Scope } from "@/lib/model";

/** A place inside a conversation, as it stands in the address. */
export type DeepLink = { turn: number | null; scope: Scope | null; path: string | null };

/** Anything may be pasted into an address: what makes no sense is left out. */
export function parseDeepLink(params: URLSearchParams): DeepLink {
  const turn = params.get("turn") ?? "";
  const scope = params.get("scope") ?? "";
  const path = params.get("path");
  return {
    turn: /^[1-9]\d{0,8}$/.test(turn) ? Number(turn) : null,
    scope: isScope(scope) ? scope : null,
    path: path !== null && isPointer(path) ? path : null,
  };
}

function isPointer(text: string): boolean {
  return text === "" || (text.startsWith("/") && !/~(?![01])/.test(text));
}

/** Cuts a path before the first part that is a person's id: personal data never goes into an address. */
function withoutPersons(path: string, personIds: readonly string[]): string {
  const parts = parsePointer(path);
  const person = parts.findIndex((part) => personIds.includes(part));
  return person === -1 ? path : formatPointer(parts.slice(0, person));
}

export function formatDeepLink(conversationId: string, link: DeepLink, personIds: readonly string[] = []): string {
  const params = new URLSearchParams();
  if (link.turn !== null) params.set("turn", String(link.turn));
  if (link.scope !== null) params.set("scope", link.scope);
  if (link.path) params.set("path", withoutPersons(link.path, personIds));
  const query = params.toString();
  return `/c/${encodeURIComponent(conversationId)}${query ? `?${query}` : ""}`;
}
