/** How far a reader has come: up to position `next`, and of the changes to earlier activities (counted in one process, `epoch`) up to `changes`. */
export type Watermark = { next: number; epoch: string; changes: number };

/** The text a client gives back to get what came since. Clients must not look inside. */
export function formatWatermark({ next, epoch, changes }: Watermark): string {
  return changes === 0 ? String(next) : `${next}.${epoch}.${changes}`;
}

const written = /^(0|[1-9]\d{0,14})(?:\.([0-9a-z]+)\.([1-9]\d{0,14}))?$/;

/** Null for a text that is no watermark of ours; clients begin with an empty one. */
export function parseWatermark(text: string | null): Watermark | null {
  const [, next, epoch = "", changes = "0"] = written.exec(text ?? "") ?? [];
  return next === undefined ? null : { next: Number(next), epoch, changes: Number(changes) };
}
