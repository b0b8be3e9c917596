import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import {
  type ChangeFactNote,
  type FactNote,
  factNoteKinds,
  maskedText,
  type NewFactNote,
  newFactNoteId,
  notFound,
  type Sight,
} from "@/lib/model";
import { requireFact } from "./read-fact-history";
import { findPerson, requirePerson } from "./require-person";

type NoteRow = {
  id: string;
  fact_id: number | null;
  bot_id: string;
  label: string | null;
  pattern: string | null;
  kind: string;
  text: string;
  assigned_to: string | null;
  created_by: string;
  created_at: string;
  resolved_by: string | null;
  resolved_at: string | null;
};

/** What reviewers said about a person's facts. Throws `person_not_found`. */
export async function listNotes(address: string, sight: Sight): Promise<FactNote[]> {
  const { personId } = await findPerson(address);
  return selectNotes(personId, sql`1 = 1`, sight);
}

/** Says something about a fact: that it is wrong, to be asked again, or to be explained. Throws `person_not_found`, `person_linked` and `fact_not_found`. */
export async function addNote(personId: string, { by, ...note }: NewFactNote & { by: string }, sight: Sight): Promise<FactNote> {
  await requirePerson(personId);
  const fact = await requireFact(personId, note.factId, sight);
  const [id, at] = [newFactNoteId(), new Date().toISOString()];
  const assignedTo = note.assignedTo === null ? null : encodeText(note.assignedTo);
  await (
    await db()
  ).execute(sql`INSERT INTO fact_note (id, identity_id, bot_id, path_id, item_id, path, kind, text, assigned_to, created_by, created_at)
    VALUES (${id}, ${fact.identity_id}, ${encodeText(fact.bot_id)}, ${fact.path_id}, ${fact.item_id}, ${encodeText(fact.path)}, ${note.kind},
      ${encodeText(note.text)}, ${assignedTo}, ${encodeText(by)}, ${at})`);
  return requireNote(personId, id, sight);
}

/** Gives a note to somebody, resolves it or opens it again. Throws `person_not_found`, `person_linked` and `note_not_found`. */
export async function changeNote(
  { personId, noteId }: { personId: string; noteId: string },
  { assignedTo, isResolved, by }: ChangeFactNote & { by: string },
  sight: Sight,
): Promise<FactNote> {
  await requirePerson(personId);
  await requireNote(personId, noteId, sight);
  const resolved = isResolved ? { by: encodeText(by), at: new Date().toISOString() } : { by: null, at: null };
  await (await db()).transaction([
    ...(assignedTo === undefined
      ? []
      : [sql`UPDATE fact_note SET assigned_to = ${assignedTo === null ? null : encodeText(assignedTo)} WHERE id = ${noteId}`]),
    ...(isResolved === undefined
      ? []
      : [sql`UPDATE fact_note SET resolved_by = ${resolved.by}, resolved_at = ${resolved.at} WHERE id = ${noteId}`]),
  ]);
  return requireNote(personId, noteId, sight);
}

async function requireNote(personId: string, noteId: string, sight: Sight): Promise<FactNote> {
  const [note] = await selectNotes(personId, sql`fact_note.id = ${noteId}`, sight);
  if (!note) throw notFound("note_not_found");
  return note;
}

async function selectNotes(personId: string, condition: Sql, sight: Sight): Promise<FactNote[]> {
  const rows = await (await db()).query<NoteRow>(sql`SELECT fact_note.id, fact.id AS fact_id, fact_note.bot_id, path.label, path.pattern,
      fact_note.kind, fact_note.text, fact_note.assigned_to, fact_note.created_by, fact_note.created_at, fact_note.resolved_by, fact_note.resolved_at
    FROM identity JOIN fact_note ON fact_note.identity_id = identity.id
      LEFT JOIN dictionary_path path ON path.id = fact_note.path_id
      LEFT JOIN fact ON fact.item_id = fact_note.item_id AND fact.path = fact_note.path
    WHERE identity.person_id = ${personId} AND ${condition}
    ORDER BY CASE WHEN fact_note.resolved_at IS NULL THEN 0 ELSE 1 END, fact_note.created_at DESC, fact_note.id`);
  const known = rows.filter((row) => !sight.unknownBots.has(decodeText(row.bot_id)));
  return known.map((row) => toNote(row, sight.sees(decodeText(row.bot_id), personId)));
}

function toNote(row: NoteRow, isOpen: boolean): FactNote {
  const named = (text: string | null) => (text === null ? null : decodeText(text));
  return {
    noteId: row.id,
    factId: row.fact_id,
    botId: decodeText(row.bot_id),
    label: row.label,
    pattern: decodeText(row.pattern ?? ""),
    kind: factNoteKinds.find((kind) => kind === row.kind) ?? "note",
    text: isOpen ? decodeText(row.text) : maskedText,
    assignedTo: named(row.assigned_to),
    createdBy: decodeText(row.created_by),
    createdAt: row.created_at,
    resolvedBy: named(row.resolved_by),
    resolvedAt: row.resolved_at,
  };
}
