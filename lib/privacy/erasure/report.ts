import * as z from "zod";
import { db, sql } from "@/lib/db";
import { storeCount } from "@/lib/model";

const report = z.object({
  accounts: z.array(z.string()).describe("Keyed references"),
  stores: z.array(storeCount),
  tombstones: z.number().int(),
  needles: z.number().int(),
  tooCommon: z.number().int(),
  cleaned: z.object({ steps: z.array(z.string()), undone: z.array(z.enum(["compaction", "statistics", "text-index"])) }).optional(),
  verified: z
    .object({ at: z.string(), columns: z.number().int(), files: z.number().int(), forms: z.number().int(), ambiguous: z.number().int() })
    .optional(),
});

/** What an erasure did and found so far, as its receipt tells it. */
export type Report = z.infer<typeof report>;

export async function readReport(number: string): Promise<Report> {
  const [row] = await (await db()).query<{ report: string }>(sql`SELECT report FROM erasure WHERE number = ${number}`);
  return report.parse(JSON.parse(row?.report ?? "null"));
}
