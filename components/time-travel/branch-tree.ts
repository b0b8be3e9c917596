import type { Branch } from "@/lib/model";

/** A branch with how deep it stands in the tree. */
export type BranchRow = { branch: Branch; depth: number };

/** The tree as rows, each fork below what it was forked from, in the order of their making. A fork whose origin is gone is a root. */
export function toBranchRows(branches: readonly Branch[]): BranchRow[] {
  const known = new Set(branches.map(({ conversationId }) => conversationId));
  const originOf = ({ forkedFromId }: Branch) => (forkedFromId !== null && known.has(forkedFromId) ? forkedFromId : null);
  const forks = groupByOrigin(branches, originOf);
  const rows: BranchRow[] = [];
  const add = (origin: string | null, depth: number) => {
    for (const branch of forks.get(origin) ?? []) {
      rows.push({ branch, depth });
      add(branch.conversationId, depth + 1);
    }
  };
  add(null, 0);
  return rows;
}

function groupByOrigin(branches: readonly Branch[], originOf: (branch: Branch) => string | null): Map<string | null, Branch[]> {
  const forks = new Map<string | null, Branch[]>();
  for (const branch of branches) {
    const origin = originOf(branch);
    forks.set(origin, [...(forks.get(origin) ?? []), branch]);
  }
  return forks;
}
