import type { Sql } from "./sql";

type Waiting = { statements: readonly Sql[]; resolve: (counts: number[]) => void; reject: (error: unknown) => void };

/**
 * Transactions asked for within one round of the event loop are committed together, which costs one commit for all. Each stays whole:
 * when the group fails, its members are tried again one by one.
 */
export function groupCommit(commit: (statements: readonly Sql[]) => number[]): (statements: readonly Sql[]) => Promise<number[]> {
  let waiting: Waiting[] = [];
  const commitWaiting = (): void => {
    const group = waiting;
    waiting = [];
    try {
      settle(group, commit(group.flatMap(({ statements }) => statements)));
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const member of group) commitAlone(member, commit);
    }
  };
  return (statements) =>
    new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject });
      if (waiting.length === 1) setImmediate(commitWaiting);
    });
}

function commitAlone({ statements, resolve, reject }: Waiting, commit: (statements: readonly Sql[]) => number[]): void {
  try {
    resolve(commit(statements));
  } catch (error) {
    reject(error);
  }
}

function settle(group: readonly Waiting[], counts: readonly number[]): void {
  let start = 0;
  for (const { statements, resolve } of group) {
    resolve(counts.slice(start, start + statements.length));
    start += statements.length;
  }
}
