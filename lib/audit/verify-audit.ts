import { setImmediate as nextRound } from "node:timers/promises";
import { type Db, db, listTriggers, sql } from "@/lib/db";
import { env, publicSigningKey, signatureCheck } from "@/lib/env";
import { type AuditFault, type AuditHead, type AuditReport, auditHeadText, isSigned } from "@/lib/model";
import { auditLogOf } from "./audit-log";
import { type ChainEnd, chainStart } from "./chain";
import { readChainEnd } from "./chain-end";
import { ChainCheck, type ReadEntry } from "./check-chain";
import { checkHeads } from "./check-heads";
import { type EntryRow, entryColumns, parseEntry } from "./entry-rows";
import { readHeadFile } from "./head-file";
import { oneAfterAnother } from "./one-after-another";
import { countCases, listReceiptHeads } from "./receipt-heads";
import { listHeads } from "./sign-head";

/** Few enough that nobody waits long for the database between them; the thread that answers aside would not keep a command alive. */
const entriesPerPage = 500;
const maxFaults = 100;

type VerifyOptions = { /** Where the file of heads is: the data folder. */ folder?: string };

/** Goes through the whole log and says what is wrong with it and where; each entry is hashed again, each signature checked. */
export async function verifyAudit({ folder = env().dataFolder }: VerifyOptions = {}): Promise<AuditReport> {
  const database = await db();
  return oneAfterAnother(database, async () => {
    const startedMs = performance.now();
    const faults: AuditFault[] = [];
    const found = await checkLog(database, folder, (fault) => void faults.push(fault));
    const signed = found.heads.filter(({ seq }) => seq <= found.last.seq).at(-1) ?? null;
    return {
      isIntact: faults.length === 0,
      faults: faults.slice(0, maxFaults),
      faultCount: faults.length,
      entries: found.checked,
      firstSeq: found.firstSeq,
      lastSeq: found.last.seq,
      lastHash: found.last.hash,
      purgedUpTo: found.start.seq === 0 ? null : found.start.seq,
      head: signed,
      unsigned: found.last.seq - (signed?.seq ?? found.start.seq),
      keyId: publicSigningKey().keyId,
      checkedAt: new Date().toISOString(),
      durationMs: Math.round(performance.now() - startedMs),
    };
  });
}

type Report = (fault: AuditFault) => void;

async function checkLog(database: Db, folder: string, report: Report) {
  await checkProtection(database, report);
  const start = await checkStart(database, report);
  // Heads before entries: one that is signed meanwhile is of an entry that is not looked at.
  const heads = await listHeads(database);
  const file = readHeadFile(folder);
  const receipts = await listReceiptHeads(database);
  const known = auditLogOf(database).knownEnd();
  const upTo = (await readChainEnd(database)).seq;
  const chain = new ChainCheck(start, report);
  const signed = new Set([...heads, ...file.flatMap(({ head }) => head ?? []), ...receipts].map(({ seq }) => seq));
  const hashes = new Map<number, string>();
  for await (const entry of readEntries(database, upTo)) {
    chain.take(entry);
    if (signed.has(entry.seq)) hashes.set(entry.seq, entry.hash);
  }
  await checkHeads({ database: heads, file, receipts, start, end: chain.last, hashes }, report);
  if (chain.last.seq === 0) await checkEmpty(database, report);
  if (known !== null && known.seq > upTo) report({ kind: "cut", seq: upTo + 1, upTo: known.seq, signedAt: null });
  return { heads, start, last: chain.last, checked: chain.checked, firstSeq: chain.firstSeq };
}

/** Without any entry the log is only as intact as nothing was ever done here. */
async function checkEmpty(database: Db, report: Report): Promise<void> {
  const cases = await countCases(database);
  if (cases > 0) report({ kind: "empty", cases });
}

/** Where the chain begins: at the first entry, or after a purge that somebody signed. */
async function checkStart(database: Db, report: Report): Promise<ChainEnd> {
  const checkpoints = await database.query<AuditHead>(
    sql`SELECT last_seq AS seq, last_hash AS hash, at, signature, public_key AS "publicKey", key_id AS "keyId" FROM audit_checkpoint
      ORDER BY last_seq`,
  );
  const { publicKey } = publicSigningKey();
  for (const checkpoint of checkpoints) {
    const isGenuine =
      checkpoint.publicKey === publicKey && (await isSigned(auditHeadText(checkpoint, "checkpoint"), checkpoint, signatureCheck));
    if (!isGenuine) report({ kind: "forged-checkpoint", seq: checkpoint.seq });
  }
  return checkpoints.at(-1) ?? chainStart;
}

const protection = ["entry", "subject", "head", "checkpoint"].flatMap((table) =>
  ["insert", "update", "delete"].map((verb) => `audit_${table}_${verb}`),
);

async function checkProtection(database: Db, report: Report): Promise<void> {
  const triggers = await listTriggers(database);
  for (const trigger of protection) if (!triggers.has(trigger)) report({ kind: "unprotected", trigger });
}

async function* readEntries(database: Db, upTo: number): AsyncGenerator<ReadEntry> {
  let after = -1;
  while (after < upTo) {
    const rows = await database.query<EntryRow>(
      sql`SELECT ${entryColumns} FROM audit_entry WHERE seq > ${after} AND seq <= ${upTo} ORDER BY seq LIMIT ${entriesPerPage}`,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    const refs = await readRefs(database, after, last.seq);
    for (const row of rows) yield { seq: row.seq, hash: row.hash, entry: parseEntry(row), refs: (refs.get(row.seq) ?? []).sort() };
    after = last.seq;
    await nextRound();
  }
}

async function readRefs(database: Db, after: number, upTo: number): Promise<Map<number, string[]>> {
  const rows = await database.query<{ ref: string; seq: number }>(
    sql`SELECT ref, seq FROM audit_subject WHERE seq > ${after} AND seq <= ${upTo}`,
  );
  const bySeq = new Map<number, string[]>();
  for (const { ref, seq } of rows) bySeq.set(seq, [...(bySeq.get(seq) ?? []), ref]);
  return bySeq;
}
