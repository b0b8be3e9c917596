import type { JsonObject } from "@/lib/model";

type StoreCount = { store: string; deleted: number; rewritten: number };
type Verification = {
  method: string[];
  needles: number;
  valuesTooCommonToSearch: number;
  columns: number;
  files: number;
  forms: number;
  formsInOthersTexts: number;
  hits: number;
};

/** What the page tells of an erasure's receipt in words. There may be more in it. */
export type ErasureReceipt = {
  caseNumber: string;
  receivedOn: string;
  plannedAt: string;
  approvedAt: string;
  isSelfApproved: boolean;
  startedAt: string;
  doneAt: string;
  subjectRefs: string[];
  planHash: string;
  stores: StoreCount[];
  tombstones: number;
  decidedPlaces: { erased: number; keptAsOthers: number; toBeErased: number; waiting: number };
  keptUnderHolds: { conversations: number; items: number; holds: { matter: string; ground: string; reviewOn: string }[] };
  verification: Verification;
  horizons: { backups: string; wal: string | null };
  notErased: { code: string; what: string }[];
};

/** Null for a receipt of something else, or of a version that this page does not know. */
export function readErasureReceipt(receipt: JsonObject): ErasureReceipt | null {
  const isKnown = receipt.format === "turnscope-erasure-receipt" && receipt.version === 1;
  // Its signature was checked, or it came from the server: whoever signed this format and version wrote these members.
  return isKnown ? (receipt as unknown as ErasureReceipt) : null;
}
