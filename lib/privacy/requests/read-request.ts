import { db, decodeText, sql } from "@/lib/db";
import { type CaseDetail, type CaseEvent, maskedText, type ReleasedPart, requestState, type Sight } from "@/lib/model";
import { isKeptInPart } from "../erasure/review/may-end";
import { listExports } from "../export/list-exports";
import { requireRequest } from "./case-row";
import { listDuplicates } from "./duplicates";
import { lastCode } from "./identity-codes";
import { describeCases } from "./list-requests";
import { listRecipients } from "./recipients";

/** A case with all that belongs to it; what reviewers wrote about the person only as far as the reader may see who they are. */
export async function readRequest(number: string, sight: Sight): Promise<CaseDetail> {
  const found = await requireRequest(number);
  const [summary] = await describeCases([found], sight);
  if (!summary) throw new Error("A case that was found is described.");
  const isMasked = summary.person?.isMasked ?? false;
  const told = (text: string) => (isMasked && text !== "" ? maskedText : text);
  const [duplicates, events, recipients, code, exports, released, isPartKept] = await Promise.all([
    listDuplicates(number),
    listEvents(number),
    listRecipients(number),
    lastCode(number),
    listExports(number),
    listReleased(number),
    isKeptInPart(number),
  ]);
  return {
    ...summary,
    asked: told(found.asked),
    notes: told(found.notes),
    isMasked,
    extension: found.extension && { ...found.extension, reason: told(found.extension.reason) },
    pauses: found.pauses,
    identified: found.identified && { ...found.identified, note: found.identified.note && told(found.identified.note) },
    refusal: found.refusal && { ...found.refusal, reasons: told(found.refusal.reasons) },
    openedBy: found.openedBy,
    duplicates,
    events,
    recipients,
    code,
    exports,
    isPartKept,
    released: released.map((part) => ({ ...part, reason: told(part.reason) })),
  };
}

type EventRow = { seq: number; at: string; by: string; from: string | null; to: string; detail: string };

async function listEvents(number: string): Promise<CaseEvent[]> {
  const rows = await (await db()).query<EventRow>(
    sql`SELECT seq, at, "by", "from", "to", detail FROM request_event WHERE number = ${number} ORDER BY seq DESC`,
  );
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    by: decodeText(row.by),
    from: requestState.nullable().parse(row.from),
    to: requestState.parse(row.to),
    detail: JSON.parse(decodeText(row.detail)) as CaseEvent["detail"],
  }));
}

type ReleasedRow = { conversation_id: string; activity_id: string; reason: string; by: string; at: string };

/** What others said that the person may have. */
export async function listReleased(number: string): Promise<ReleasedPart[]> {
  const rows = await (await db()).query<ReleasedRow>(
    sql`SELECT conversation_id, activity_id, reason, "by", at FROM released_activity WHERE number = ${number} ORDER BY at, activity_id`,
  );
  return rows.map((row) => ({
    conversationId: decodeText(row.conversation_id),
    activityId: decodeText(row.activity_id),
    reason: decodeText(row.reason),
    by: decodeText(row.by),
    at: row.at,
  }));
}
