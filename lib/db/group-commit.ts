import type { Sql } from "./sql";

type Commit = (statements: readonly Sql[]) => Promise<number[]>;
type Waiting = { statements: readonly Sql[]; resolve: (counts: number[]) => void; reject: (error: unknown) => void };

const maxGroup = 64;

/**
 * For a database with one connection: transactions that wait while another runs are committed together, which costs one
 * BEGIN and COMMIT for all. Each stays whole: when the group fails, its members are tried again one by one.
 */
export function groupCommit(commit: Commit, schedule: <T>(work: () => Promise<T>) => Promise<T>): Commit {
  const waiting: Waiting[] = [];
  const commitGroup = async (): Promise<void> => {
    const group = waiting.splice(0, maxGroup);
    if (group.length === 0) return;
    try {
      settle(group, await commit(group.flatMap(({ statements }) => statements)));
    } catch (error) {
      const [alone] = group;
      if (group.length === 1) return alone?.reject(error);
      for (const member of group) await commit(member.statements).then(member.resolve, member.reject);
    }
  };
  return (statements) =>
    new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject });
      void schedule(commitGroup);
    });
}

function settle(group: readonly Waiting[], counts: readonly number[]): void {
  let start = 0;
  for (const { statements, resolve } of group) {
    resolve(counts.slice(start, start + statements.length));
    start += statements.length;
  }
}
