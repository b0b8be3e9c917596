import { db, decodeText, encodeText, sql } from "@/lib/db";
import type { Finding } from "@/lib/model";

export type Acceptance = NonNullable<Finding["accepted"]>;

/** What people accepted of a bot's findings, by the id of the finding. */
export async function readAcceptances(botId: string): Promise<Map<string, Acceptance>> {
  const rows = await (await db()).query<Acceptance & { id: string }>(sql`SELECT id, reason, by, at FROM accepted_finding
    WHERE bot_id = ${encodeText(botId)}`);
  return new Map(rows.map(({ id, reason, by, at }) => [id, { reason: decodeText(reason), by: decodeText(by), at }]));
}
