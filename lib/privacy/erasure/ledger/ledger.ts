import { appendFileSync, chmodSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { db, type Sql, sql } from "@/lib/db";
import { conversationRef, env, runRef, subjectRef } from "@/lib/env";
import { conversationsOf, type Reach } from "../reach/reach";
import type { NotedPlaces } from "./noted-places";

const entry = z.object({
  number: z.string(),
  at: z.string(),
  /** When it began: an account that was suppressed before was not yet erased by this one. */
  since: z.string().nullable().default(null),
  accounts: z.array(z.string()),
  conversations: z.array(z.string()),
  /** Conversations that were kept under a hold. */
  held: z.array(z.string()).default([]),
  /** What people decided to be the person's; null of before that was noted. */
  places: z
    .object({ items: z.array(z.string()), values: z.array(z.string()) })
    .nullable()
    .default(null),
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

type Done = { reach: Reach; since: string | null; places: NotedPlaces };

/** Notes an erasure, once for each time that it ran. */
export async function noteInLedger(number: string, { reach, since, places }: Done): Promise<void> {
  if (reach.accounts.length + places.values.length === 0) return;
  // First the mark: with the line alone a crash would have it done again.
  if (places.values.length > 0) await (await db()).execute(markPlaces({ number, since }));
  const known = readLedger();
  const accounts = reach.accounts.map(subjectRef);
  if (known.some((one) => one.number === number && one.since === since && one.accounts.join() === accounts.join())) return;
  const conversations = conversationsOf(reach, "whole").map(({ id }) => conversationRef(id));
  const line: LedgerEntry = {
    ...{ number, at: new Date().toISOString(), since, accounts, conversations },
    ...{ held: reach.held.conversationIds.map(conversationRef), places },
  };
  const isWhole =
    !existsSync(ledgerFile()) || readFileSync(ledgerFile(), "utf8").endsWith("\n") || readFileSync(ledgerFile(), "utf8") === "";
  appendFileSync(ledgerFile(), `${isWhole ? "" : "\n"}${JSON.stringify(line)}\n`, { mode: 0o600 });
  chmodSync(ledgerFile(), 0o600);
}

type Run = Pick<LedgerEntry, "number" | "since">;

/** In the database, what says that the places of an erasure are erased in it: accounts say so themselves. */
export function markPlaces({ number, since }: Run): Sql {
  return sql`INSERT INTO suppression (ref, kind, case_number, at) VALUES (${runRef(number, since ?? "")}, 'places', ${number}, ${new Date().toISOString()})
    ON CONFLICT (ref) DO NOTHING`;
}

export async function arePlacesMarked({ number, since }: Run): Promise<boolean> {
  return (await (await db()).query(sql`SELECT ref FROM suppression WHERE ref = ${runRef(number, since ?? "")}`)).length > 0;
}
