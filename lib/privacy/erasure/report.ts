import * as z from "zod";
import { db, type Sql, sql } from "@/lib/db";
import { storeCount } from "@/lib/model";
import type { StoreCount } from "./work/work-list";

const report = z.object({
  accounts: z.array(z.string()).describe("Keyed references"),
  stores: z.array(storeCount),
  tombstones: z.number().int(),
  needles: z.number().int(),
  tooCommon: z.number().int(),
  columns: z.number().int().optional().describe("How many were looked through"),
  cleaned: z.object({ steps: z.array(z.string()), undone: z.array(z.enum(["compaction", "statistics", "text-index"])) }).optional(),
  verified: z
    .object({ at: z.string(), columns: z.number().int(), files: z.number().int(), forms: z.number().int(), ambiguous: z.number().int() })
    .optional(),
});

/** What an erasure did and found so far, as its receipt tells it. */
export type Report = z.infer<typeof report>;

export async function readReport(number: string): Promise<Report> {
  return report.parse(await findReport(number));
}

/** Whether the last run came to its end. */
export async function isReported(number: string): Promise<boolean> {
  return "verified" in (await findReport(number));
}

/** Counts of a run that goes on with one that had failed, with those of what was erased before. */
export async function withEarlierCounts(number: string, now: Report): Promise<Report> {
  const found = await findReport(number);
  if (!("stores" in found)) return now;
  const earlier = report.parse(found);
  return { ...now, stores: addCounts(earlier.stores, now.stores), tombstones: earlier.tombstones + now.tombstones };
}

/** Adds what was erased since to what is reported; nothing where nothing is, as of a backup from before the case. */
export async function withMoreCounts(number: string, stores: readonly StoreCount[]): Promise<Sql[]> {
  const found = await findReport(number);
  if (!("stores" in found)) return [];
  const earlier = report.parse(found);
  return [
    sql`UPDATE erasure SET report = ${JSON.stringify({ ...earlier, stores: addCounts(earlier.stores, stores) })} WHERE number = ${number}`,
  ];
}

function addCounts(some: readonly StoreCount[], more: readonly StoreCount[]): StoreCount[] {
  const names = [...new Set([...some, ...more].map(({ store }) => store))].sort();
  return names.map((store) => {
    const both = [...some, ...more].filter((one) => one.store === store);
    return { store, deleted: sum(both.map(({ deleted }) => deleted)), rewritten: sum(both.map(({ rewritten }) => rewritten)) };
  });
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** An empty object until something was erased. */
async function findReport(number: string): Promise<object> {
  const [row] = await (await db()).query<{ report: string }>(sql`SELECT report FROM erasure WHERE number = ${number}`);
  return JSON.parse(row?.report ?? "{}") as object;
}
