import * as z from "zod";
import { encodeText, type Sql, sql } from "@/lib/db";
import {
  type FactSource,
  HarnessError,
  leafValue,
  maskValue,
  type OtherPerson,
  type PersonFact,
  type PersonFactPage,
  type Sight,
} from "@/lib/model";
import { isCurrent } from "../expired/judge";
import { type FactRow, selectFacts } from "./fact-rows";
import { readSources } from "./fact-sources";
import { isKnownBot } from "./known-people";
import { readCompany } from "./read-company";
import { findPerson } from "./require-person";

const pageSize = 100;

/** What facts hold of a value at most; longer texts are whole in their item. */
const maxValue = 1000;

export type FactsRequest = { of?: "state" | "dialogs"; seenBy?: "others" | "bot"; cursor?: string };

/** What is remembered of a person, the last written first, each with the sentence it came from. Throws `person_not_found`. */
export async function listFacts(address: string, { of, seenBy, cursor }: FactsRequest, sight: Sight): Promise<PersonFactPage> {
  const { personId } = await findPerson(address);
  const isKnown = isKnownBot(sql`path.bot_id`, sight);
  const rows =
    await selectFacts(sql`identity.person_id = ${personId} AND ${isOf(of)} AND ${isSeenBy(seenBy)} AND ${isKnown} AND ${await isCurrent()}
    AND ${afterCursor(cursor)}
    ORDER BY fact.write_seq DESC, fact.id DESC LIMIT ${pageSize + 1}`);
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return { facts: await describeFacts(page, sight), cursor: last ? formatCursor(last) : null };
}

function isOf(part: FactsRequest["of"]): Sql {
  if (part === undefined) return sql`1 = 1`;
  return part === "dialogs" ? sql`path.scope = 'dialog'` : sql`path.scope <> 'dialog'`;
}

function isSeenBy(audience: FactsRequest["seenBy"]): Sql {
  if (audience === undefined) return sql`1 = 1`;
  return audience === "others" ? sql`item.scope = 'conversation'` : sql`item.scope <> 'conversation'`;
}

async function describeFacts(rows: readonly FactRow[], sight: Sight): Promise<PersonFact[]> {
  const shared = rows.flatMap((row) =>
    row.kept_in === "conversation" && row.conversation_id !== null ? [encodeText(row.conversation_id)] : [],
  );
  const [sources, company] = await Promise.all([readSources(rows, sight), readCompany(shared, sight)]);
  return rows.map((row) => {
    const there = row.kept_in === "conversation" ? (company.get(encodeText(row.conversation_id ?? "")) ?? []) : [];
    const others = there.filter(({ identityId }) => identityId !== row.identity_id).map(({ personId, name }) => ({ personId, name }));
    return toFact(row, { source: sources.get(row.id) ?? null, others, sight });
  });
}

function toFact(row: FactRow, { source, others, sight }: { source: FactSource | null; others: OtherPerson[]; sight: Sight }): PersonFact {
  const isMasked = !sight.sees(row.bot_id, row.person_id);
  const value = leafValue(row.type, row.value);
  return {
    factId: row.id,
    botId: row.bot_id,
    identityId: row.identity_id,
    scope: row.scope,
    keptIn: row.kept_in,
    conversationId: row.conversation_id,
    path: isMasked ? row.pattern : row.path,
    pathId: row.path_id,
    pattern: row.pattern,
    label: row.label,
    purpose: row.purpose,
    category: row.category,
    isSensitive: row.is_sensitive,
    origin: row.origin,
    audience: row.audience,
    retentionDays: row.retention_days,
    legalBasis: row.legal_basis,
    type: row.type,
    value: isMasked ? maskValue(value) : value,
    isMasked,
    isCut: row.value.length >= maxValue,
    source,
    sharedWith: others,
    keptUntil: keptUntil(row),
    openNotes: row.open_notes,
  };
}

const dayMs = 86_400_000;

/** Null where the dictionary names no period, or one without an end. */
function keptUntil({ retention_days, seen_at }: FactRow): string | null {
  if (retention_days === null || retention_days === 0 || seen_at === null) return null;
  return new Date(Date.parse(seen_at) + retention_days * dayMs).toISOString();
}

const cursorShape = z.tuple([z.number().int(), z.number().int()]);

function formatCursor({ write_seq, id }: FactRow): string {
  return Buffer.from(JSON.stringify([write_seq, id])).toString("base64url");
}

function afterCursor(cursor: string | undefined): Sql {
  if (cursor === undefined) return sql`1 = 1`;
  try {
    const [seq, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return sql`(fact.write_seq, fact.id) < (${seq}, ${id})`;
  } catch (cause) {
    throw new HarnessError("invalid_cursor", "This cursor is not of this list. Leave it out to start from the first page.", { cause });
  }
}
