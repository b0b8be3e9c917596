import { listProductionBots } from "@/lib/conversations";
import { db, decodeText, encodeText, join, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { type AuditPurpose, auditPurpose, type Caller, type Party, type ReaderSight } from "@/lib/model";
import { conversationParties, type PartiesOf } from "./conversation-parties";

/** Whom something is about, as the audit log names them, and which bots know it. */
export type Subjects = { subjects: string[]; botIds: string[]; personIds: string[]; parties: Party[] };

type AccountRow = { channel_id: string; user_id: string };

/** All accounts of a person, and every bot that knows one of them. */
export async function subjectsOfPerson(personId: string): Promise<Subjects> {
  const database = await db();
  const id = encodeText(personId);
  const accounts = await database.query<AccountRow>(sql`SELECT channel_id, user_id FROM identity WHERE person_id = ${id} ORDER BY seq`);
  const bots = await database.query<{ bot_id: string }>(sql`SELECT DISTINCT acquaintance.bot_id FROM acquaintance
    JOIN identity ON identity.id = acquaintance.identity_id WHERE identity.person_id = ${id}`);
  return { subjects: accounts.map(toRef), botIds: bots.map((row) => decodeText(row.bot_id)), personIds: [personId], parties: [] };
}

/** Everybody whose values may be in a conversation, or the one whose state was asked for. */
export async function subjectsOfConversation(of: PartiesOf & { isOneOnly?: boolean }): Promise<Subjects> {
  const { everyone, asked } = await conversationParties(of);
  const parties = of.isOneOnly ? asked : everyone;
  return { subjects: refsOf(parties), botIds: [...new Set(everyone.map(({ botId }) => botId))], personIds: [], parties };
}

type SnapshotRow = { bot_id: string; channel_id: string | null; user_id: string | null };

/** Whose state a snapshot holds; nobody's where there is no such snapshot. */
export async function subjectsOfSnapshot(snapshotId: string): Promise<Subjects> {
  const rows = await (await db()).query<SnapshotRow>(sql`SELECT snapshot.bot_id, conversation.channel_id, snapshot.user_id
    FROM snapshot LEFT JOIN conversation ON conversation.id = snapshot.conversation_id WHERE snapshot.id = ${encodeText(snapshotId)}`);
  const parties = rows.map(({ bot_id, channel_id, user_id }) => ({
    botId: decodeText(bot_id),
    channelId: channel_id === null ? null : decodeText(channel_id),
    userId: user_id === null ? null : decodeText(user_id),
  }));
  return { subjects: refsOf(parties), botIds: parties.map(({ botId }) => botId), personIds: [], parties };
}

/** How many of them are seen without a mask by a reader, of production bots. */
export async function countUnmasked({ parties, personIds, botIds }: Subjects, sight: ReaderSight): Promise<number> {
  const production = await listProductionBots();
  const seenParties = parties.filter((party) => production.has(party.botId) && party.userId !== null && sight.seesParty(party));
  const seenPeople = personIds.filter((personId) => botIds.some((botId) => production.has(botId) && sight.sees(botId, personId)));
  return seenParties.length + seenPeople.length;
}

type Why = { purpose?: AuditPurpose; caseNumber?: string };

/** Why a caller sees them without a mask now: what they said when they last unmasked one of them. */
export async function purposeOf({ parties, personIds }: Subjects, { id }: Pick<Caller, "id">, now = new Date()): Promise<Why> {
  const accounts = parties.flatMap(({ channelId, userId }) =>
    channelId === null || userId === null
      ? []
      : [
          sql`(identity.channel_id =
    ${encodeText(channelId)} AND identity.user_id = ${encodeText(userId)})`,
        ],
  );
  const people = personIds.map((personId) => sql`unmasking.person_id = ${encodeText(personId)}`);
  if (accounts.length + people.length === 0) return {};
  const [row] = await (await db()).query<{ purpose: string; case_number: string | null }>(
    sql`SELECT unmasking.purpose, unmasking.case_number FROM unmasking LEFT JOIN identity ON identity.person_id = unmasking.person_id
      WHERE unmasking.until > ${now.toISOString()} AND unmasking.caller_id = ${encodeText(id)} AND (${join([...accounts.slice(0, 500), ...people], " OR ")}) ORDER BY unmasking.at DESC LIMIT 1`,
  );
  return row === undefined ? {} : { purpose: auditPurpose.parse(row.purpose), caseNumber: row.case_number ?? undefined };
}

function toRef({ channel_id, user_id }: AccountRow): string {
  return subjectRef({ channelId: decodeText(channel_id), userId: decodeText(user_id) });
}

function refsOf(parties: readonly Party[]): string[] {
  return parties.flatMap(({ channelId, userId }) => (channelId === null || userId === null ? [] : [subjectRef({ channelId, userId })]));
}
