/** Lets others go on: SQLite answers at once, so that a loop of its queries would hold up the group commit. */
export function nextRound(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
