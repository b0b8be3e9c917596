/** How far a reader has come: up to position `next`, and of the changes to earlier activities up to `changes`. */
export type Watermark = { next: number; changes: number };

/** The text a client gives back to get what came since. Clients must not look inside. */
export function formatWatermark({ next, changes }: Watermark): string {
  return changes === 0 ? String(next) : `${next}.${changes}`;
}

const written = /^(0|[1-9]\d{0,14})(?:\.([1-9]\d{0,8}))?$/;

/** Null for a text that is no watermark of ours; clients begin with an empty one. */
export function parseWatermark(text: string | null): Watermark | null {
  const [, next, changes = "0"] = written.exec(text ?? "") ?? [];
  return next === undefined ? null : { next: Number(next), changes: Number(changes) };
}
