import { listProductionBots, requireConversation } from "@/lib/conversations";
import { db, encodeText, join, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import type { Caller, ConversationMasking } from "@/lib/model";
import { listUnmaskings } from "./unmaskings";

/** Whether the values of a conversation are masked, and under which ids its people can be unmasked. */
export async function readConversationMasking(conversationId: string, { id: callerId }: Pick<Caller, "id">): Promise<ConversationMasking> {
  const { botId, channelId, members } = await requireConversation(conversationId);
  if (!(await listProductionBots()).has(botId)) return { isProduction: false, people: [] };
  const identities = new Map(members.map(({ id }) => [id, identityIdOf({ channelId, userId: id })]));
  const personOf = await selectPeople([...identities.values()]);
  const active = await listUnmaskings({ isActive: true, callerId });
  const people = [...identities].flatMap(([userId, identityId]) => {
    const personId = personOf.get(identityId);
    return personId === undefined ? [] : [{ userId, personId, unmasking: active.find((one) => one.personId === personId) ?? null }];
  });
  return { isProduction: true, people };
}

async function selectPeople(identityIds: readonly string[]): Promise<Map<string, string>> {
  if (identityIds.length === 0) return new Map();
  const rows = await (await db()).query<{ id: string; person_id: string }>(
    sql`SELECT id, person_id FROM identity WHERE id IN (${join(identityIds.map(encodeText))})`,
  );
  return new Map(rows.map((row) => [row.id, row.person_id]));
}
