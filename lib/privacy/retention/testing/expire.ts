import { readState, writeState } from "@/lib/conversations";
import { openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import { hideExpired } from "@/lib/memory";
import { type Caller, defaultChannelId as channelId, type RetentionRule, type Scope } from "@/lib/model";
import { hideExpiredFromPeople } from "../hide-from-people";
import { putPolicy } from "../policies";

export const rae: Caller = { kind: "account", id: "rae", name: "Rae", roles: ["privacy-reviewer"] };
export const rule = (more: Partial<RetentionRule>): RetentionRule => ({
  ...{
    id: "r",
    botId: "scripted",
    store: "user",
    pattern: null,
    category: null,
    basis: "lastTurn",
    days: 30,
    action: "delete",
    isOn: true,
  },
  ...more,
});

/** As if approved long ago, before what the rules let go was written. */
export async function inForce(...rules: RetentionRule[]): Promise<void> {
  hideExpiredFromPeople();
  await putPolicy({ rules, reason: "a test" }, rae);
  await (await db()).execute(sql`UPDATE retention_policy SET effective_from = at`);
}

export async function meet(data: object, scope: Scope = "user"): Promise<TestConversation> {
  const one = await openConversation();
  await one.say("hello");
  const writes = [{ scope, data: data as never, ifMatch: "*" as const }];
  await writeState({ conversationId: one.id, userId: one.userId, writes, kind: "edit", by: "Tess" });
  return one;
}

/** As if nobody had been there for so many days. */
export async function daysLater(days: number): Promise<void> {
  const then = new Date(Date.now() - days * 86_400_000).toISOString();
  for (const change of [
    sql`UPDATE acquaintance SET last_seen_at = ${then}`,
    sql`UPDATE conversation SET last_activity_at = ${then}`,
    sql`UPDATE state_write SET at = ${then}`,
  ])
    await (await db()).execute(change);
}

export async function lastSeq(): Promise<number> {
  const [row] = await (await db()).query<{ seq: number }>(sql`SELECT max(seq) AS seq FROM state_write`);
  return row?.seq ?? 0;
}

export const shown = async ({ id, userId }: TestConversation) => hideExpired(await readState(id, userId), { conversationId: id, userId });
export const personOf = ({ userId }: TestConversation) => identityIdOf({ channelId, userId });
