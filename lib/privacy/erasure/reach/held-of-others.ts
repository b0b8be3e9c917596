import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { holdsOn, type LegalHold } from "@/lib/standing";
import { groupOf } from "../../standing/holds";
import { rememberedIn, sourcesOf, spokenIn, toPeriod } from "./held-places";
import type { Account, HeldOfOther } from "./reach";

/** All that holds keep which are not on these accounts or conversations, one hold after the other. Holds are few. */
export async function findHeldOfOthers(accounts: readonly Account[], conversationIds: ReadonlySet<string>): Promise<HeldOfOther[]> {
  const own = new Set(accounts.map(({ identityId }) => identityId));
  const isOwn = (hold: LegalHold) => (hold.identityId === null ? conversationIds.has(hold.conversationId ?? "") : own.has(hold.identityId));
  const groups = new Map<string, LegalHold[]>();
  for (const hold of await holdsOn()) {
    if (!isOwn(hold)) groups.set(groupOf(hold), [...(groups.get(groupOf(hold)) ?? []), hold]);
  }
  const found: HeldOfOther[] = [];
  for (const rows of groups.values()) found.push(await keptBy(rows));
  return found;
}

/** A hold on a person is a row for each account of theirs. */
async function keptBy(rows: readonly LegalHold[]): Promise<HeldOfOther> {
  const [first] = rows;
  const accounts = await readAccounts(rows.flatMap(({ identityId }) => (identityId === null ? [] : [identityId])));
  const [period] = first ? toPeriod(first) : [];
  const theirs = await placesOf(accounts.map(({ identityId }) => identityId));
  const conversations = [
    ...(period ? await spokenIn(theirs, period) : theirs),
    ...rows.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId])),
  ];
  return {
    owner: first?.owner ?? "",
    reviewOn: first?.reviewOn ?? "",
    conversationIds: [...new Set([...conversations, ...(await sourcesOf(conversations))])].sort(),
    itemIds: (await rememberedIn(accounts, period)).sort(),
  };
}

type Known = Pick<Account, "identityId" | "channelId" | "userId">;

async function readAccounts(identityIds: readonly string[]): Promise<Known[]> {
  const found: Known[] = [];
  for (const chunk of inChunks(identityIds)) {
    const rows = await (await db()).query<{ id: string; channel_id: string; user_id: string }>(
      sql`SELECT id, channel_id, user_id FROM identity WHERE id IN (${join(chunk)})`,
    );
    found.push(...rows.map((row) => ({ identityId: row.id, channelId: decodeText(row.channel_id), userId: decodeText(row.user_id) })));
  }
  return found;
}

/** Where they are or were. */
async function placesOf(identityIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of inChunks(identityIds)) {
    const rows = await (await db()).query<{ id: string }>(sql`SELECT DISTINCT conversation.id FROM identity
      JOIN member ON member.user_id = identity.user_id
      JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
      WHERE identity.id IN (${join(chunk)})`);
    found.push(...rows.map(({ id }) => decodeText(id)));
  }
  return found;
}
