import type { Sql } from "@/lib/db";

/** A model of prisma/schema.prisma, and how many of its rows go or are written anew. */
export type StoreCount = { store: string; deleted: number; rewritten: number };

/** Statements that belong together, and how many rows they touch. */
export type Batch = { rows: number; statements: Sql[] };

/** What an erasure does, worked out beforehand: a plan counts it, a run carries it out. */
export class WorkList {
  readonly batches: Batch[] = [];
  private readonly counts = new Map<string, StoreCount>();

  count(store: string, { deleted = 0, rewritten = 0 }: { deleted?: number; rewritten?: number }): void {
    const was = this.counts.get(store) ?? { store, deleted: 0, rewritten: 0 };
    this.counts.set(store, { store, deleted: was.deleted + deleted, rewritten: was.rewritten + rewritten });
  }

  add(rows: number, statements: Sql[]): void {
    if (statements.length > 0) this.batches.push({ rows, statements });
  }

  get rows(): number {
    return this.batches.reduce((sum, { rows }) => sum + rows, 0);
  }

  get stores(): StoreCount[] {
    return [...this.counts.values()]
      .filter(({ deleted, rewritten }) => deleted + rewritten > 0)
      .sort((one, other) => (one.store < other.store ? -1 : 1));
  }
}
