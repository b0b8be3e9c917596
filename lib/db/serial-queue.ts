/** Runs work one piece after another, in the order it was handed in; a failed piece does not stop the next. */
export function serialQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    // Only whether it has ended matters here: the caller holds `result` and sees its error.
    last = result.then(ended, ended);
    return result;
  };
}

function ended(): void {}
