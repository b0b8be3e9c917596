/** Runs work after all that was asked for before it, whether that succeeded or not; answers what it answers. */
export type Line = <T>(work: () => Promise<T>) => Promise<T>;

/** A line of its own. What reads before it writes stands in one: in between nothing else in the line changes what was read. */
export function newLine(): Line {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    // Whoever asked hears of a failure; the next in line starts all the same.
    last = result.catch(() => undefined);
    return result;
  };
}
