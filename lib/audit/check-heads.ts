import { publicSigningKey, signatureCheck } from "@/lib/env";
import { type AuditFault, type AuditHead, auditHeadText, isSigned } from "@/lib/model";
import type { ChainEnd } from "./chain";
import type { HeadLine } from "./head-file";
import type { SignedPoint } from "./receipt-heads";

export type HeadsToCheck = {
  database: readonly AuditHead[];
  file: readonly HeadLine[];
  receipts: readonly SignedPoint[];
  /** Up to where entries were purged; heads before that have nothing left to be held against. */
  start: ChainEnd;
  end: ChainEnd;
  /** The hashes of entries that have a head. */
  hashes: ReadonlyMap<number, string>;
};

/** Holds every signature over the end of the chain against what is there now. */
export async function checkHeads(heads: HeadsToCheck, report: (fault: AuditFault) => void): Promise<void> {
  const inFile = heads.file.flatMap(({ line, head }) => {
    if (head === null) report({ kind: "unreadable-head", line });
    return head ?? [];
  });
  const inDatabase = await keepGenuine(heads.database, "database", report);
  const genuine: SignedPoint[] = [...inDatabase, ...(await keepGenuine(inFile, "file", report)), ...heads.receipts];
  reportCut(genuine, heads.end, report);
  const known = new Set(inFile.map(keyOf));
  for (const head of inDatabase) if (!known.has(keyOf(head))) report({ kind: "lost-head", seq: head.seq });
  const wrong = genuine.filter(({ seq, hash }) => seq > heads.start.seq && seq <= heads.end.seq && heads.hashes.get(seq) !== hash);
  for (const [seq, signedAt] of new Map(wrong.map(({ seq, at }) => [seq, at]))) {
    if (heads.hashes.has(seq)) report({ kind: "rewritten", seq, signedAt });
  }
}

/** Of all heads beyond the end the last one tells the most. */
function reportCut(genuine: readonly SignedPoint[], end: ChainEnd, report: (fault: AuditFault) => void): void {
  const beyond = genuine.filter(({ seq }) => seq > end.seq).sort((one, other) => other.seq - one.seq)[0];
  if (beyond) report({ kind: "cut", seq: end.seq + 1, upTo: beyond.seq, signedAt: beyond.at });
}

async function keepGenuine(heads: readonly AuditHead[], where: "database" | "file", report: (fault: AuditFault) => void) {
  const { publicKey } = publicSigningKey();
  const kept: AuditHead[] = [];
  for (const head of heads) {
    if (head.publicKey !== publicKey) report({ kind: "other-key", seq: head.seq, where, keyId: head.keyId });
    else if (await isSigned(auditHeadText(head), head, signatureCheck)) kept.push(head);
    else report({ kind: "forged-head", seq: head.seq, where });
  }
  return kept;
}

const keyOf = ({ seq, hash, signature }: AuditHead) => `${seq} ${hash} ${signature}`;
