import { db, encodeText, sql } from "@/lib/db";
import { type Finding, HarnessError, type Sight } from "@/lib/model";
import { requireFinding } from "./list-findings";

type Accepting = { id: string; reason: string; by: string };

/** Says that a finding is all right, and why; said again, the last word stands. Throws `finding_not_found`. */
export async function acceptFinding(botId: string, { id, reason, by }: Accepting, sight: Sight): Promise<Finding> {
  const { rule } = await requireFinding(botId, id, sight);
  const at = new Date().toISOString();
  await (await db()).execute(sql`INSERT INTO accepted_finding (id, bot_id, rule, reason, by, at)
    VALUES (${id}, ${encodeText(botId)}, ${rule}, ${encodeText(reason)}, ${encodeText(by)}, ${at})
    ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, by = excluded.by, at = excluded.at`);
  return requireFinding(botId, id, sight);
}

/** Takes an acceptance back. Throws `finding_not_found`, also when it was not accepted. */
export async function reopenFinding(botId: string, id: string, sight: Sight): Promise<Finding> {
  const finding = await requireFinding(botId, id, sight);
  if (finding.accepted === null) throw new HarnessError("finding_not_found", "Nobody has accepted this finding.");
  await (await db()).execute(sql`DELETE FROM accepted_finding WHERE id = ${id} AND bot_id = ${encodeText(botId)}`);
  return requireFinding(botId, id, sight);
}
