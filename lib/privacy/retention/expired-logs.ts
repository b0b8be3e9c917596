import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import type { ExpiredLogs } from "@/lib/memory";
import { type BotRule, listRulesOfLogs } from "./bot-rules";
import { isFreeConversation, isSaidPast, recordsBefore } from "./expired";
import type { Policy } from "./policies";

type LogRow = { id: string; is_said_past: number; records_before: string | null };
type Logs = ReadonlyMap<string, ExpiredLogs>;

/** Of conversations what the next sweep takes of their logs. A fork tells the beginning of another's log, and hides it with that. */
export async function expiredLogs(conversationIds: readonly string[], policy: Policy): Promise<Logs> {
  const rules = await listRulesOfLogs(policy);
  if (rules.length === 0) return new Map();
  const rows: LogRow[] = [];
  for (const ids of inChunks(conversationIds)) rows.push(...(await readLogs(ids, rules)));
  return toLogs(rows);
}

async function readLogs(ids: readonly string[], rules: readonly BotRule[]): Promise<LogRow[]> {
  const now = new Date();
  return (await db()).query<LogRow>(sql`WITH RECURSIVE line (id, told_by) AS (
      SELECT id, id FROM conversation WHERE id IN (${join(ids.map(encodeText))})
      UNION SELECT line.id, fork.forked_from_id FROM line JOIN conversation fork ON fork.id = line.told_by
        WHERE fork.forked_from_id IS NOT NULL)
    SELECT line.id, CASE WHEN ${isSaidPast(rules, now)} THEN 1 ELSE 0 END AS is_said_past, ${recordsBefore(rules, now)} AS records_before
    FROM line JOIN conversation ON conversation.id = line.told_by WHERE ${isFreeConversation}`);
}

function toLogs(rows: readonly LogRow[]): Logs {
  const logs = new Map<string, ExpiredLogs>();
  for (const { id, is_said_past, records_before } of rows) {
    const other = logs.get(decodeText(id)) ?? { isSaidPast: false, recordsBefore: "" };
    const recordsBefore = [other.recordsBefore, records_before ?? ""].sort().at(-1) ?? "";
    logs.set(decodeText(id), { isSaidPast: other.isSaidPast || is_said_past > 0, recordsBefore });
  }
  return logs;
}
