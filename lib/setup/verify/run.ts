import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { env, signatureCheck } from "@/lib/env";
import { auditFaultWords, isHarnessError, receiptWords, verifyReceipt } from "@/lib/model";
import { generate } from "../generate.mjs";

const usage = `npm run verify -- audit                          checks that nobody changed the audit log
npm run verify -- receipt FILE [--key KEY_ID]   checks that a receipt is as it was signed, with this key`;

/** Ends with 0 when all is well, 1 when something was changed, 2 when that could not be found out. Neither command needs a server. */
async function verify(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { key: { type: "string" } } });
  const [what, file] = positionals;
  if (what === "audit" && positionals.length === 1) return verifyLog();
  if (what === "receipt" && file !== undefined) return verifyFile(file, values.key);
  return unable(usage);
}

async function verifyLog(): Promise<number> {
  const { databaseUrl, dataFolder } = env();
  if (databaseUrl === null && !existsSync(path.join(dataFolder, "turnscope.db")))
    return unable(`There is no database in ${dataFolder}. Say where it is with TURNSCOPE_DATA or DATABASE_URL.`);
  await generate();
  const { verifyAudit } = await import("@/lib/audit");
  const report = await verifyAudit();
  const from = report.purgedUpTo === null ? "" : ` What is older, up to entry ${report.purgedUpTo}, was purged under a signed checkpoint.`;
  console.log(`${report.entries} entries checked in ${report.durationMs} ms, up to entry ${report.lastSeq}.${from}`);
  console.log(`Key ${report.keyId}. ${signedWords(report.head, report.unsigned)}`);
  for (const fault of report.faults) console.error(`- ${auditFaultWords(fault)}`);
  if (report.isIntact) console.log("The audit log is intact.");
  else console.error(`The audit log was tampered with: ${report.faultCount} ${report.faultCount === 1 ? "fault" : "faults"}.`);
  return report.isIntact ? 0 : 1;
}

function signedWords(head: { seq: number; at: string } | null, unsigned: number): string {
  if (head === null) return "Nothing is signed yet.";
  return `Last signed: entry ${head.seq}, at ${head.at}; ${unsigned} came after it, which are chained but not signed yet.`;
}

async function verifyFile(file: string, expectedKey: string | undefined): Promise<number> {
  const text = readText(file);
  if (text === null) return unable(`${file} cannot be read.`);
  const finding = await verifyReceipt(text, signatureCheck);
  const isWrongKey = finding.isGenuine && expectedKey !== undefined && finding.keyId !== expectedKey;
  const words = isWrongKey ? `This receipt is signed, but with key ${finding.keyId}, not with ${expectedKey}.` : receiptWords(finding);
  if (!finding.isGenuine || isWrongKey) {
    console.error(words);
    return 1;
  }
  console.log(JSON.stringify(finding.receipt, null, 2));
  console.log(words);
  return 0;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}

function unable(sentence: string): number {
  console.error(sentence);
  return 2;
}

async function main(): Promise<number> {
  try {
    return await verify(process.argv.slice(2));
  } catch (error) {
    if (isHarnessError(error)) return unable(error.userMessage);
    if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) return unable(usage);
    throw error;
  }
}

// An open database would keep the process.
process.exit(await main());
