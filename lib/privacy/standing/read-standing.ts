import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import type { PersonStanding, ReaderSight, ShownRestriction, StandingList } from "@/lib/model";
import { holdsOn, listRestrictions, type Restriction } from "@/lib/standing";
import { personAccounts } from "../person-accounts";
import { listHolds } from "./holds";

/** What may be done with what is held about a person now, and why; for which case to who may read cases. Throws `person_not_found`. */
export async function readStanding(personId: string, { seesCases }: Pick<ReaderSight, "seesCases">): Promise<PersonStanding> {
  const identityIds = (await personAccounts(personId)).map(({ identityId }) => identityId);
  const [all, conversationIds] = await Promise.all([listRestrictions(identityIds), conversationsOf(personId)]);
  const isOpen = (kind: Restriction["kind"]) => all.some((one) => one.kind === kind && one.liftedAt === null);
  const holds = (await listHolds({ identityIds, conversationIds })).map((hold) => ({ ...hold, personId: hold.personId ?? personId }));
  const restrictions = withoutTwins(seesCases ? all : all.map((one) => ({ ...one, caseNumber: null })));
  return { personId, isRestricted: isOpen("restriction"), hasObjected: isOpen("objection"), restrictions, holds };
}

async function conversationsOf(personId: string): Promise<string[]> {
  const rows = await (await db()).query<{ id: string }>(sql`SELECT conversation.id FROM identity
    JOIN member ON member.user_id = identity.user_id
    JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
    WHERE identity.person_id = ${personId}`);
  return rows.map(({ id }) => decodeText(id));
}

/** Each account has a row of its own. */
function withoutTwins(all: readonly Restriction[]): ShownRestriction[] {
  const shown = all.map(({ kind, reason, caseNumber, by, at, noticeOn, liftedBy, liftedAt }) => {
    return { kind, reason, caseNumber, by, at, noticeOn, liftedBy, liftedAt };
  });
  return [...new Map(shown.map((one) => [JSON.stringify(one), one])).values()];
}

type Marks = { isRestricted: boolean; hasObjected: boolean; isHeld: boolean };
const free: Marks = { isRestricted: false, hasObjected: false, isHeld: false };

/**
 * Who is not simply free, and which conversations they are in: for lists, which mark them. Whoever may not know of some bots is told of
 * conversations with the others only.
 */
export async function listStanding({ unknownBots }: Pick<ReaderSight, "unknownBots">): Promise<StandingList> {
  const { people, conversations } = await readMarks();
  if (unknownBots.size === 0) return { people, conversations };
  const known = await botsOf(conversations.map(({ conversationId }) => conversationId));
  return { people: [], conversations: conversations.filter(({ conversationId }) => !unknownBots.has(known.get(conversationId) ?? "")) };
}

async function botsOf(conversationIds: readonly string[]): Promise<Map<string, string>> {
  const database = await db();
  const rows = await Promise.all(
    inChunks(conversationIds).map((ids) =>
      database.query<{ id: string; bot_id: string }>(sql`SELECT id, bot_id FROM conversation WHERE id IN (${join(ids.map(encodeText))})`),
    ),
  );
  return new Map(rows.flat().map(({ id, bot_id }) => [decodeText(id), decodeText(bot_id)]));
}

async function readMarks(): Promise<StandingList> {
  const [restricted, holds] = await Promise.all([openRestrictions(), holdsOn()]);
  const marks = new Map<string, Marks>();
  const mark = (identityId: string, more: Partial<Marks>) => marks.set(identityId, { ...(marks.get(identityId) ?? free), ...more });
  for (const { identity_id, kind } of restricted)
    mark(identity_id, kind === "restriction" ? { isRestricted: true } : { hasObjected: true });
  for (const { identityId } of holds) if (identityId !== null) mark(identityId, { isHeld: true });
  const [people, conversations] = await Promise.all([marksBy("person", marks), marksBy("conversation", marks)]);
  for (const { conversationId } of holds) {
    if (conversationId !== null) conversations.set(conversationId, { ...(conversations.get(conversationId) ?? free), isHeld: true });
  }
  return {
    people: [...people].map(([personId, those]) => ({ personId, ...those })),
    conversations: [...conversations].map(([conversationId, those]) => ({ conversationId, ...those })),
  };
}

async function openRestrictions() {
  return (await db()).query<{ identity_id: string; kind: string }>(
    sql`SELECT identity_id, kind FROM restriction WHERE lifted_at IS NULL ORDER BY at LIMIT 5000`,
  );
}

/** The marks of accounts, on the people whose they are or the conversations that they are in now. */
async function marksBy(what: "person" | "conversation", marks: ReadonlyMap<string, Marks>): Promise<Map<string, Marks>> {
  const found = new Map<string, Marks>();
  for (const { id, identity_id } of await placesOf(what, [...marks.keys()])) {
    const [before, more] = [found.get(id) ?? free, marks.get(identity_id) ?? free];
    found.set(id, {
      isRestricted: before.isRestricted || more.isRestricted,
      hasObjected: before.hasObjected || more.hasObjected,
      isHeld: before.isHeld || more.isHeld,
    });
  }
  return found;
}

async function placesOf(what: "person" | "conversation", identityIds: readonly string[]): Promise<{ id: string; identity_id: string }[]> {
  const database = await db();
  const found = await Promise.all(
    inChunks(identityIds).map((ids) =>
      database.query<{ id: string; identity_id: string }>(
        what === "person"
          ? sql`SELECT person_id AS id, id AS identity_id FROM identity WHERE id IN (${join(ids)})`
          : sql`SELECT conversation.id, identity.id AS identity_id FROM identity JOIN member ON member.user_id = identity.user_id
              JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
              WHERE identity.id IN (${join(ids)}) AND member.left_at IS NULL`,
      ),
    ),
  );
  return found.flat().map(({ id, identity_id }) => ({ id: decodeText(id), identity_id }));
}
