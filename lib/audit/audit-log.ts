import { type Db, encodeText, join, type Sql, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";
import { type AuditEntry, type Caller, HarnessError } from "@/lib/model";
import { type AuditInput, type ChainEnd, nextEntry } from "./chain";
import { readChainEnd } from "./chain-end";
import { insertEntries } from "./entry-rows";

/** What was put on record, and how many rows each statement beside it touched. */
export type Audited = { entries: AuditEntry[]; counts: number[] };

type Work = {
  inputs: readonly AuditInput[];
  statements: readonly Sql[];
  resolve: (audited: Audited) => void;
  reject: (error: unknown) => void;
};

/** How much is committed at once while more is waiting. */
const maxGroup = 500;

/**
 * The end of one database's chain, which only this process moves. What is asked for while a commit is under way is committed together after
 * it, in the order in which it was asked for; when a group fails, its members are tried one by one, so that each fails alone.
 */
export class AuditLog {
  private end: ChainEnd | null = null;
  private waiting: Work[] = [];
  private running: Promise<void> | null = null;
  /** Names that are in the database already. */
  private readonly names = new Map<string, string>();

  constructor(private readonly db: Db) {}

  append(inputs: readonly AuditInput[], statements: readonly Sql[]): Promise<Audited> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ inputs, statements, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Where the chain ends, as far as this process knows; null before it has written. */
  knownEnd(): ChainEnd | null {
    return this.end;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) await this.commitEach(this.waiting.splice(0, maxGroup));
    this.running = null;
  }

  private async commitEach(group: readonly Work[]): Promise<void> {
    try {
      await this.commit(group);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const work of group) await this.commitEach([work]);
    }
  }

  private async commit(group: readonly Work[]): Promise<void> {
    const start = await this.requireEnd();
    const { perWork, end } = chainUp(group, start);
    const audit = [...insertEntries(perWork.flat()), ...this.nameActors(group)];
    const counts = await this.transact([...audit, ...group.flatMap(({ statements }) => statements)]);
    this.end = end;
    for (const { caller } of group.flatMap(({ inputs }) => inputs)) this.names.set(caller.id, caller.name);
    let next = audit.length;
    for (const [index, { statements, resolve }] of group.entries()) {
      resolve({ entries: perWork[index] ?? [], counts: counts.slice(next, next + statements.length) });
      next += statements.length;
    }
  }

  private async transact(statements: readonly Sql[]): Promise<number[]> {
    try {
      return await this.db.transaction(statements);
    } catch (error) {
      await this.checkEnd();
      throw error;
    }
  }

  private async requireEnd(): Promise<ChainEnd> {
    this.end ??= await readChainEnd(this.db);
    return this.end;
  }

  /** Why did it fail? Where the chain is no longer as this process left it, nothing may be put on top. */
  private async checkEnd(): Promise<void> {
    const known = this.end;
    const found = await readChainEnd(this.db);
    if (known === null || (found.seq === known.seq && found.hash === known.hash)) return;
    throw new HarnessError(
      "internal",
      `The audit log was changed by somebody else: it ended with entry ${known.seq} and ends with entry ${found.seq} now. Nothing can be put on record until this is looked into.`,
    );
  }

  /** Forgets which names are in the database, after some were taken out. */
  forgetNames(): void {
    this.names.clear();
  }

  private nameActors(group: readonly Work[]): Sql[] {
    const callers = new Map<string, Caller>();
    for (const { caller } of group.flatMap(({ inputs }) => inputs)) {
      if (this.names.get(caller.id) !== caller.name) callers.set(caller.id, caller);
    }
    if (callers.size === 0) return [];
    const rows = [...callers.values()].map(({ id, name }) => sql`(${encodeText(id)}, ${encodeText(name)})`);
    return [sql`INSERT INTO audit_actor (id, name) VALUES ${join(rows)} ON CONFLICT (id) DO UPDATE SET name = excluded.name`];
  }
}

function chainUp(group: readonly Work[], start: ChainEnd): { perWork: AuditEntry[][]; end: ChainEnd } {
  const at = new Date().toISOString();
  let end = start;
  const perWork = group.map(({ inputs }) =>
    inputs.map((input) => {
      const entry = nextEntry(input, end, at);
      end = entry;
      return entry;
    }),
  );
  return { perWork, end: { seq: end.seq, hash: end.hash } };
}

/** The log of a database: one in this process, whoever asks. */
export function auditLogOf(db: Db): AuditLog {
  const logs = processSingleton("audit-logs", () => new WeakMap<Db, AuditLog>());
  const known = logs.get(db);
  if (known !== undefined) return known;
  const log = new AuditLog(db);
  logs.set(db, log);
  return log;
}
