/** The text a client gives back to get what comes after position `next - 1`. Clients must not look inside. */
export function formatWatermark(next: number): string {
  return String(next);
}

/** Null for a text that is no watermark of ours; clients begin with an empty one. */
export function parseWatermark(text: string | null): number | null {
  return text !== null && /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null;
}
