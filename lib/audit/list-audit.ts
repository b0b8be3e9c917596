import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { publicSigningKey } from "@/lib/env";
import { type AuditEntry, type AuditFilter, type AuditPage, HarnessError } from "@/lib/model";
import { type EntryRow, entryColumns, parseEntry } from "./entry-rows";
import { refsOfPerson } from "./refs-of-person";
import { listHeads } from "./sign-head";

export type ListAuditRequest = AuditFilter & { cursor?: string; limit: number };

/** The newest first. Throws `invalid_cursor`. */
export async function listAudit({ cursor, limit, ...filter }: ListAuditRequest): Promise<AuditPage> {
  const database = await db();
  const rows = await database.query<EntryRow>(
    sql`SELECT ${entryColumns} FROM audit_entry WHERE ${join([before(cursor), ...(await conditions(filter))], " AND ")}
      ORDER BY seq DESC LIMIT ${limit + 1}`,
  );
  const entries = rows.slice(0, limit).map(requireEntry);
  const actors = await listActors();
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  const heads = await listHeads(database);
  return {
    entries: entries.map((entry) => ({ ...entry, actorName: names.get(entry.actor) ?? null })),
    cursor: rows.length > limit ? String(entries.at(-1)?.seq) : null,
    actors,
    head: heads.at(-1) ?? null,
    keyId: publicSigningKey().keyId,
  };
}

async function conditions({ personId, action, actor, case: caseNumber, from, to }: AuditFilter): Promise<Sql[]> {
  return [
    ...(personId === undefined ? [] : [isAbout(await refsOfPerson(personId))]),
    ...(action === undefined ? [] : [sql`action = ${action}`]),
    ...(actor === undefined ? [] : [sql`actor = ${encodeText(actor)}`]),
    ...(caseNumber === undefined ? [] : [sql`case_number = ${caseNumber}`]),
    ...(from === undefined ? [] : [sql`at >= ${from}`]),
    ...(to === undefined ? [] : [sql`at < ${to}`]),
  ];
}

export function isAbout(refs: readonly string[]): Sql {
  return refs.length === 0 ? sql`1 = 0` : sql`seq IN (SELECT seq FROM audit_subject WHERE ref IN (${join(refs)}))`;
}

function before(cursor: string | undefined): Sql {
  if (cursor === undefined) return sql`1 = 1`;
  if (!/^\d{1,10}$/.test(cursor)) throw new HarnessError("invalid_cursor", "This cursor is not from a page of the audit log.");
  return sql`seq < ${Number(cursor)}`;
}

/** A row that is none any more is for `verifyAudit` to explain; showing others without it would hide that. */
function requireEntry(row: EntryRow): AuditEntry {
  const entry = parseEntry(row);
  if (entry === null) throw new HarnessError("internal", `Entry ${row.seq} of the audit log cannot be read. Verify the log.`);
  return entry;
}

async function listActors(): Promise<{ id: string; name: string | null }[]> {
  const rows = await (await db()).query<{ id: string; name: string | null }>(sql`SELECT id, name FROM audit_actor ORDER BY id LIMIT 1000`);
  return rows.map(({ id, name }) => ({ id: decodeText(id), name: name === null ? null : decodeText(name) }));
}

/** Takes the name of somebody who left out of the log; what they did stays, under their id. */
export async function eraseActorName(id: string): Promise<void> {
  await (await db()).execute(sql`UPDATE audit_actor SET name = NULL WHERE id = ${encodeText(id)}`);
}

/** The ids of those who worked on a case; having named it while looking at somebody is not working on it. */
export async function listActorsOfCase(caseNumber: string): Promise<string[]> {
  const rows = await (await db()).query<{ actor: string }>(
    sql`SELECT DISTINCT actor FROM audit_entry WHERE case_number = ${caseNumber} AND action LIKE 'case.%' AND outcome = 'done'`,
  );
  return rows.map(({ actor }) => decodeText(actor));
}
