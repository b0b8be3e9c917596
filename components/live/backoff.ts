const firstDelayMs = 250;
const longestDelayMs = 5_000;

/** How long to wait before try number `failures` + 1: doubling, with a quarter of jitter so that many tabs do not come back as one. */
export function retryDelayMs(failures: number, random: () => number = Math.random): number {
  const doubled = Math.min(firstDelayMs * 2 ** failures, longestDelayMs);
  return Math.round(doubled * (0.75 + random() * 0.25));
}
