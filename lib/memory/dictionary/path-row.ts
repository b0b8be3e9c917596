import { db, decodeText, type Sql, sql } from "@/lib/db";
import {
  type Classification,
  type DictionaryPath,
  type DictionaryScope,
  dictionaryScopes,
  factOrigins,
  leafTypes,
  legalBases,
  type WrittenAt,
} from "@/lib/model";

export type PathRow = {
  id: string;
  bot_id: string;
  scope: string;
  pattern: string;
  types: number;
  people: number;
  facts: number;
  bytes: number;
  first_seq: number;
  last_seq: number;
  label: string | null;
  purpose: string | null;
  category: string | null;
  is_sensitive: boolean | null;
  origin: string | null;
  audience: string | null;
  retention_days: number | null;
  legal_basis: string | null;
  classified_by: string | null;
  classified_at: string | null;
};

type WriteColumns<P extends string> = Record<`${P}_at` | `${P}_kind` | `${P}_by` | `${P}_conversation`, string | null> &
  Record<`${P}_turn`, number | null>;

export type WrittenPathRow = PathRow & WriteColumns<"first"> & WriteColumns<"last">;

/** Paths of the dictionary with the state writes that wrote them first and last. */
export async function selectPaths(conditionAndOrder: Sql): Promise<WrittenPathRow[]> {
  return (await db()).query<WrittenPathRow>(sql`SELECT path.*,
      first.at AS first_at, first.kind AS first_kind, first.by AS first_by, first.conversation_id AS first_conversation, first.after_turn AS first_turn,
      last.at AS last_at, last.kind AS last_kind, last.by AS last_by, last.conversation_id AS last_conversation, last.after_turn AS last_turn
    FROM dictionary_path path
    LEFT JOIN state_write first ON first.seq = path.first_seq
    LEFT JOIN state_write last ON last.seq = path.last_seq
    WHERE ${conditionAndOrder}`);
}

/** A path as it is shown, still without what has to be read apart. */
export function toPath(row: WrittenPathRow): Omit<DictionaryPath, "examples" | "hints"> {
  return {
    id: row.id,
    scope: toScope(row.scope),
    path: decodeText(row.pattern),
    types: leafTypes.filter((_, bit) => (row.types & (1 << bit)) !== 0),
    people: row.people,
    facts: row.facts,
    bytes: row.bytes,
    firstWrite: toWrittenAt(row.first_seq, row, "first"),
    lastWrite: toWrittenAt(row.last_seq, row, "last"),
    isClassified: row.label !== null,
    classifiedBy: row.classified_by && decodeText(row.classified_by),
    classifiedAt: row.classified_at,
    ...toClassification(row),
  };
}

export function toClassification(row: PathRow): Classification {
  const [label, purpose, category, audience] = [row.label, row.purpose, row.category, row.audience].map((text) => text && decodeText(text));
  return {
    label: label ?? null,
    purpose: purpose ?? null,
    category: category ?? null,
    isSensitive: row.is_sensitive,
    origin: factOrigins.find((one) => one === row.origin) ?? null,
    audience: audience ?? null,
    retentionDays: row.retention_days,
    legalBasis: legalBases.find((one) => one === row.legal_basis) ?? null,
  };
}

export function toScope(scope: string): DictionaryScope {
  return dictionaryScopes.find((one) => one === scope) ?? "unclassified";
}

/** State writes are counted from 1; 0 is the mark of a path that only a file has named. */
function toWrittenAt(seq: number, row: WrittenPathRow, which: "first" | "last"): WrittenAt | null {
  if (seq === 0) return null;
  const [by, conversationId] = [row[`${which}_by`], row[`${which}_conversation`]].map((text) => text && decodeText(text));
  return {
    seq,
    at: row[`${which}_at`],
    kind: row[`${which}_kind`],
    by: by ?? null,
    conversationId: conversationId ?? null,
    turn: row[`${which}_turn`],
  };
}
