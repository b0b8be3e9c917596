export type ComparedPlace = { withId: string | null; turn: number | null };

/** Anything may be pasted into an address: what makes no sense is left out. */
export function parseCompared(params: URLSearchParams): ComparedPlace {
  const turn = params.get("turn") ?? "";
  return { withId: params.get("with") || null, turn: /^[1-9]\d{0,8}$/.test(turn) ? Number(turn) : null };
}

/** Two conversations side by side. Only their ids stand in it. */
export function compareUrl(conversationId: string, { withId, turn }: ComparedPlace): string {
  const params = new URLSearchParams();
  if (withId !== null) params.set("with", withId);
  if (turn !== null) params.set("turn", String(turn));
  const query = params.toString();
  return `/c/${encodeURIComponent(conversationId)}/compare${query ? `?${query}` : ""}`;
}
