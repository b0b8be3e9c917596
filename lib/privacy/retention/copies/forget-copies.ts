import type { Sql } from "@/lib/db";
import type { BotRule } from "../bot-rules";
import type { ExpiredFact, ExpiredItem } from "../expired";
import type { Replace } from "../scrub-history";
import { cleanRecords } from "./clean-records";
import { cleanSnapshots } from "./clean-snapshots";
import { toExpiredState } from "./expired-state";
import { forgetExchanges } from "./forget-exchanges";
import { forgetOwn, listPlaces } from "./forget-own";

/** How many records of turns and snapshots went, and how many lost something. */
export type Copies = { records: number; snapshots: number; rewritten: number };

type Expired = { expired: readonly (ExpiredItem | ExpiredFact)[]; now: Date; replace: Replace };

/** What else holds copies of state that goes: a person's own go with it, out of everybody else's only the values are taken. */
export async function forgetCopies(rule: BotRule, { expired, now, replace }: Expired): Promise<{ statements: Sql[]; copies: Copies }> {
  const state = await toExpiredState(rule, expired);
  const before = now.toISOString();
  const conversationIds = await listPlaces(state, rule.botId);
  const own = await forgetOwn(state, { botId: rule.botId, before });
  const cleaned = [
    ...(await cleanRecords(state, { conversationIds, gone: own.turns })),
    ...(await cleanSnapshots(state, { before, replace })),
  ];
  const copies = { records: own.turns.length, snapshots: own.snapshots, rewritten: cleaned.length };
  const exchanges = await forgetExchanges(state, conversationIds);
  return { statements: [...cleaned, ...exchanges, ...own.statements], copies };
}

export function sumCopies({ records, snapshots, rewritten }: Copies = { records: 0, snapshots: 0, rewritten: 0 }, more: Copies): Copies {
  return { records: records + more.records, snapshots: snapshots + more.snapshots, rewritten: rewritten + more.rewritten };
}
