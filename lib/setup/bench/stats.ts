/** What a series of measurements comes to. */
export type Summary = { median: number; p95: number; count: number };

export function summarize(values: readonly number[]): Summary {
  return { median: percentile(values, 50), p95: percentile(values, 95), count: values.length };
}

/** By nearest rank, so that every answer is a value that was measured. Throws a RangeError when nothing was. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(Math.ceil((percent / 100) * sorted.length), 1) - 1];
  if (found === undefined) throw new RangeError("There is nothing to summarize.");
  return found;
}
