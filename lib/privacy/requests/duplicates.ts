import { db, sql } from "@/lib/db";
import { addDays, type PrivacyCase } from "@/lib/model";
import { selectCases } from "./case-row";

/** Who asks the same again within so many days is linked to the first case: a reviewer decides what that means. */
const duplicateDays = 90;

/** The oldest case of the same type about any of these accounts, in that time; cases that were called off do not count. */
export async function findDuplicate(of: Pick<PrivacyCase, "type" | "subjects" | "receivedOn">): Promise<string | null> {
  const earlier = await selectCases(sql`request.type = ${of.type} AND request.state <> 'cancelled' AND request.duplicate_of IS NULL
    AND request.received_on >= ${addDays(of.receivedOn, -duplicateDays)} AND request.received_on <= ${of.receivedOn}
    ORDER BY request.received_on, request.number`);
  const own = new Set(of.subjects);
  return earlier.find(({ subjects }) => subjects.some((subject) => own.has(subject)))?.number ?? null;
}

/** The cases that ask the same as this one again. */
export async function listDuplicates(number: string): Promise<string[]> {
  const rows = await (await db()).query<{ number: string }>(
    sql`SELECT number FROM privacy_request WHERE duplicate_of = ${number} ORDER BY length(number), number`,
  );
  return rows.map((row) => row.number);
}
