import { appendFileSync, chmodSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { conversationRef, env, subjectRef } from "@/lib/env";
import { conversationsOf, type Reach } from "../reach/reach";

const entry = z.object({
  number: z.string(),
  at: z.string(),
  /** When it began: an account that was suppressed before was not yet erased by this one. */
  since: z.string().nullable().default(null),
  accounts: z.array(z.string()),
  conversations: z.array(z.string()),
  /** Conversations that were kept under a hold. */
  held: z.array(z.string()).default([]),
});

/** One erasure, by keyed references: what is erased again when a backup from before it is restored. */
export type LedgerEntry = z.infer<typeof entry>;

/** Beside the database, and not in it: a backup of the database must not take it back. */
function ledgerFile(): string {
  return path.join(env().dataFolder, "erasure-ledger.jsonl");
}

/** A last line that was cut off by a crash is none: its erasure is noted again when it goes on. */
export function readLedger(): LedgerEntry[] {
  if (!existsSync(ledgerFile())) return [];
  const lines = readFileSync(ledgerFile(), "utf8").split("\n");
  return lines
    .slice(0, -1)
    .filter((line) => line !== "")
    .map((line) => entry.parse(JSON.parse(line)));
}

/** Notes an erasure, once for each time that it ran. */
export async function noteInLedger(number: string, { reach, since }: { reach: Reach; since: string | null }): Promise<void> {
  if (reach.accounts.length === 0) return;
  const known = readLedger();
  const accounts = reach.accounts.map(subjectRef);
  if (known.some((one) => one.number === number && one.since === since && one.accounts.join() === accounts.join())) return;
  const conversations = conversationsOf(reach, "whole").map(({ id }) => conversationRef(id));
  const line: LedgerEntry = {
    ...{ number, at: new Date().toISOString(), since, accounts, conversations },
    held: reach.held.conversationIds.map(conversationRef),
  };
  const isWhole =
    !existsSync(ledgerFile()) || readFileSync(ledgerFile(), "utf8").endsWith("\n") || readFileSync(ledgerFile(), "utf8") === "";
  appendFileSync(ledgerFile(), `${isWhole ? "" : "\n"}${JSON.stringify(line)}\n`, { mode: 0o600 });
  chmodSync(ledgerFile(), 0o600);
}
