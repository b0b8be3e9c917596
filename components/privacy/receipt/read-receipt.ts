import * as z from "zod";
import type { JsonObject } from "@/lib/model";

const count = z.number();
const noHolds = { conversations: 0, items: 0, holds: [] };

/**
 * What the page tells of an erasure's receipt in words; there may be more in it. Receipts of version 1 were signed before places were decided
 * one by one and before holds kept a part: what those lack is nothing.
 */
const erasureReceipt = z.object({
  format: z.literal("turnscope-erasure-receipt"),
  version: z.literal(1),
  caseNumber: z.string(),
  receivedOn: z.string(),
  plannedAt: z.string(),
  approvedAt: z.string(),
  isSelfApproved: z.boolean(),
  startedAt: z.string(),
  doneAt: z.string(),
  subjectRefs: z.array(z.string()),
  planHash: z.string(),
  stores: z.array(z.object({ store: z.string(), deleted: count, rewritten: count })),
  tombstones: count,
  waitingForDecision: count.default(0),
  decidedPlaces: z.object({ erased: count, keptAsOthers: count, toBeErased: count, waiting: count }).optional(),
  keptUnderHolds: z
    .object({
      conversations: count,
      items: count,
      holds: z.array(z.object({ matter: z.string(), ground: z.string(), reviewOn: z.string() })),
    })
    .default(noHolds),
  verification: z.object({
    method: z.array(z.string()),
    needles: count,
    valuesTooCommonToSearch: count,
    columns: count,
    files: count,
    forms: count,
    formsInOthersTexts: count,
    hits: count,
  }),
  horizons: z.object({ backups: z.string(), wal: z.string().nullable() }),
  notErased: z.array(z.object({ code: z.string(), what: z.string() })),
});

const told = erasureReceipt.transform(({ waitingForDecision: waiting, ...receipt }) => ({
  ...receipt,
  decidedPlaces: receipt.decidedPlaces ?? { erased: 0, keptAsOthers: 0, toBeErased: 0, waiting },
}));
export type ErasureReceipt = z.output<typeof told>;

/**
 * Null for a receipt of something else, of a version that this page does not know, or that lacks what it is to tell: anybody can sign anything with
 * a key of their own.
 */
export function readErasureReceipt(receipt: JsonObject): ErasureReceipt | null {
  return told.safeParse(receipt).data ?? null;
}
