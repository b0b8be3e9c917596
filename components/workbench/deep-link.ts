import { formatPointer, isScope, parsePointer, type Scope } from "@/lib/model";

/** The parts of an opened turn. */
export const turnTabs = ["changes", "storage", "dialogs", "logs", "activities"] as const;
export type TurnTab = (typeof turnTabs)[number];

/** A place inside a conversation, as it stands in the address. */
export type DeepLink = {
  /** The moment that is looked at: a turn, or a write by hand by its sequence number; neither is now. */
  turn: number | null;
  write: number | null;
  isBefore: boolean;
  /** The turn is opened, at this part. */
  tab: TurnTab | null;
  scope: Scope | null;
  path: string | null;
};

export const nowhere: DeepLink = { turn: null, write: null, isBefore: false, tab: null, scope: null, path: null };

/** Anything may be pasted into an address: what makes no sense is left out. */
export function parseDeepLink(params: URLSearchParams): DeepLink {
  const scope = params.get("scope") ?? "";
  const path = params.get("path");
  const turn = parseCount(params.get("turn"));
  const write = turn === null ? parseCount(params.get("write")) : null;
  return {
    turn,
    write,
    isBefore: params.get("before") === "1" && (turn !== null || write !== null),
    tab: turn === null ? null : (turnTabs.find((tab) => tab === params.get("tab")) ?? null),
    scope: isScope(scope) ? scope : null,
    path: path !== null && isPointer(path) ? path : null,
  };
}

function parseCount(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
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
  if (link.write !== null) params.set("write", String(link.write));
  if (link.isBefore) params.set("before", "1");
  if (link.tab !== null) params.set("tab", link.tab);
  if (link.scope !== null) params.set("scope", link.scope);
  if (link.path) params.set("path", withoutPersons(link.path, personIds));
  const query = params.toString();
  return `/c/${encodeURIComponent(conversationId)}${query ? `?${query}` : ""}`;
}
