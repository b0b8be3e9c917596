import * as z from "zod";
import { db, decodeText, type Sql, sql } from "@/lib/db";
import { caseExtension, casePause, caseRefusal, HarnessError, identification, type PrivacyCase, privacyCase } from "@/lib/model";

type CaseRow = {
  number: string;
  type: string;
  state: string;
  person_id: string | null;
  subjects: string;
  received_on: string;
  jurisdiction: string;
  extension: string | null;
  pauses: string;
  identified: string | null;
  refusal: string | null;
  duplicate_of: string | null;
  opened_by: string;
  opened_at: string;
  closed_at: string | null;
  asked: string;
  notes: string;
  version: number;
};

/** Cases that `where` selects (its own ORDER BY and LIMIT included). */
export async function selectCases(where: Sql): Promise<PrivacyCase[]> {
  const rows = await (await db()).query<CaseRow>(sql`SELECT request.number, request.type, request.state, request.person_id,
      request.subjects, request.received_on, request.jurisdiction, request.extension, request.pauses, request.identified,
      request.refusal, request.duplicate_of, request.opened_by, request.opened_at, request.closed_at, request.asked, request.notes, request.version
    FROM privacy_request request WHERE ${where}`);
  return rows.map(toCase);
}

/** The case with this number; throws `case_not_found`. */
export async function requireRequest(number: string): Promise<PrivacyCase> {
  const [found] = await selectCases(sql`request.number = ${number}`);
  if (!found) throw new HarnessError("case_not_found", "There is no case with this number.");
  return found;
}

function toCase(row: CaseRow): PrivacyCase {
  const { type, state, jurisdiction } = privacyCase.pick({ type: true, state: true, jurisdiction: true }).parse(row);
  return {
    number: row.number,
    type,
    state,
    personId: row.person_id,
    subjects: z.array(z.string()).parse(JSON.parse(row.subjects)),
    receivedOn: row.received_on,
    jurisdiction,
    extension: parsed(row.extension, caseExtension),
    pauses: z.array(casePause).parse(JSON.parse(decodeText(row.pauses))),
    identified: parsed(row.identified, identification),
    refusal: parsed(row.refusal, caseRefusal),
    duplicateOf: row.duplicate_of,
    openedBy: decodeText(row.opened_by),
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    asked: decodeText(row.asked),
    notes: decodeText(row.notes),
    version: row.version,
  };
}

function parsed<S extends z.ZodType>(column: string | null, schema: S): z.output<S> | null {
  return column === null ? null : schema.parse(JSON.parse(decodeText(column)));
}
