import { db, decodeText, type Sql, sql } from "@/lib/db";
import type { LeafType, PersonFact } from "@/lib/model";

/** A fact as it is stored, with what the dictionary says about its path and the item that holds it. */
export type FactRow = {
  id: number;
  item_id: string;
  path: string;
  path_id: string;
  identity_id: string;
  person_id: string;
  type: LeafType;
  value: string;
  write_seq: number;
  bot_id: string;
  scope: PersonFact["scope"];
  pattern: string;
  label: string | null;
  purpose: string | null;
  category: string | null;
  is_sensitive: boolean | null;
  origin: string | null;
  audience: string | null;
  retention_days: number | null;
  legal_basis: string | null;
  kept_in: PersonFact["keptIn"];
  conversation_id: string | null;
  seen_at: string | null;
  open_notes: number;
};

/** Facts of people that `where` selects (its own ORDER BY and LIMIT included). */
export async function selectFacts(where: Sql): Promise<FactRow[]> {
  const rows = await (await db()).query<FactRow>(sql`SELECT fact.id, fact.item_id, fact.path, fact.path_id, fact.identity_id,
      identity.person_id, fact.type, fact.value, fact.write_seq, path.bot_id, path.scope, path.pattern, path.label, path.purpose,
      path.category, path.is_sensitive, path.origin, path.audience, path.retention_days, path.legal_basis, item.scope AS kept_in,
      item.conversation_id, acquaintance.last_seen_at AS seen_at,
      (SELECT count(*) FROM fact_note WHERE fact_note.identity_id = fact.identity_id AND fact_note.item_id = fact.item_id
        AND fact_note.path = fact.path AND fact_note.resolved_at IS NULL) AS open_notes
    FROM identity JOIN fact ON fact.identity_id = identity.id JOIN dictionary_path path ON path.id = fact.path_id
      JOIN store_item item ON item.id = fact.item_id
      LEFT JOIN acquaintance ON acquaintance.identity_id = identity.id AND acquaintance.bot_id = path.bot_id
    WHERE ${where}`);
  return rows.map((row) => ({
    ...row,
    path: decodeText(row.path),
    value: decodeText(row.value),
    bot_id: decodeText(row.bot_id),
    pattern: decodeText(row.pattern),
    conversation_id: row.conversation_id === null ? null : decodeText(row.conversation_id),
  }));
}
