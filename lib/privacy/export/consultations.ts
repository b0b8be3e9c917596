import { db, decodeText, sql } from "@/lib/db";
import type { Consultation } from "./person-data";

/** When people looked at what is held about somebody, as what and for what; who they were is not told (CJEU C-579/21). */
export async function listConsultations(personId: string): Promise<Consultation[]> {
  const rows = await (await db()).query<{ at: string; reason: string }>(
    sql`SELECT at, reason FROM unmasking WHERE person_id = ${personId} ORDER BY at, id`,
  );
  return rows.map(({ at, reason }) => ({ at, role: "staff", purpose: decodeText(reason), what: "Your values were made visible" }));
}
