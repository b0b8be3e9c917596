import { type AllScopes, findStack, HarnessError, type JsonValue, type LeakReport, type LoggedActivity, type Scope } from "@/lib/model";
import { readItemHistories } from "@/lib/state";
import { readActivitiesFrom } from "@/lib/turns";
import { type ActiveConversation, requireActiveConversation } from "../active-conversation";
import { listAllMembers } from "../members/list-all-members";
import { readState } from "../read-state";
import { findLeaks } from "./find-leaks";
import { type LeafValue, type LeafValues, leafValues } from "./leaf-values";

const newestWrite = 2 ** 31 - 1;
const pageSize = 1000;

/**
 * Looks for what the bot remembers, or has remembered, about one person in what it sent to others of the conversation (find-leaks says what
 * that is). Throws `member_not_found`.
 */
export async function checkLeaks(conversationId: string, ownerId: string): Promise<LeakReport> {
  const conversation = await requireActiveConversation(conversationId);
  const { members } = await listAllMembers(conversationId);
  if (!members.some(({ id }) => id === ownerId)) {
    throw new HarnessError("member_not_found", "Nobody with this id is or was in the conversation.");
  }
  const { values, skipped } = await valuesOf(conversation, ownerId);
  const others = members.filter(({ id }) => id !== ownerId);
  const ownValues = new Map<string, Set<string>>();
  for (const { id } of others) ownValues.set(id, textsOf(await readState(conversationId, id)));
  return findLeaks({ ownerId, values, skipped: skipped.length, log: await readLog(conversationId), ownValues });
}

/** Now and at any time: what was cleared since may have been told before. */
async function valuesOf(conversation: ActiveConversation, userId: string): Promise<LeafValues> {
  const state = await readState(conversation.id, userId);
  const found = [...(await pastValues(conversation, userId)), ...ownScopes.map((scope) => leafValues(scope, dataOf(state, scope)))];
  return { values: distinct(found.flatMap(({ values }) => values)), skipped: distinct(found.flatMap(({ skipped }) => skipped)) };
}

const ownScopes = ["user", "private", "dialog"] as const;

/** Of items that are this person's alone. A dialog stack in the conversation's item is everybody's, and only looked at as it is now. */
async function pastValues({ botId, channelId, id: conversationId }: ActiveConversation, userId: string): Promise<LeafValues[]> {
  const items = await readItemHistories({ botId, channelId, conversationId, userIds: [userId], untilSeq: newestWrite });
  const own = items.filter((item) => item.userId === userId);
  return own.flatMap(({ scope, versions }) =>
    versions.flatMap(({ property, text }) => {
      if (text === null || scope === "unclassified") return [];
      const value = JSON.parse(text) as JsonValue;
      return [findStack(value) ? leafValues("dialog", value) : leafValues(scope, value, [property])];
    }),
  );
}

function dataOf(state: AllScopes, scope: Scope): JsonValue {
  return state[scope].data as JsonValue;
}

function distinct(values: readonly LeafValue[]): LeafValue[] {
  return [...new Map(values.map((value) => [JSON.stringify([value.scope, value.path, value.text]), value])).values()];
}

function textsOf(state: AllScopes): Set<string> {
  const values = ownScopes.flatMap((scope) => leafValues(scope, dataOf(state, scope)).values);
  return new Set(values.map(({ text }) => text.toLowerCase()));
}

async function readLog(conversationId: string): Promise<LoggedActivity[]> {
  const log: LoggedActivity[] = [];
  for (let page = await readActivitiesFrom(conversationId, 0, pageSize); page.length > 0; ) {
    log.push(...page);
    page = await readActivitiesFrom(conversationId, (page.at(-1)?.position ?? 0) + 1, pageSize);
  }
  return log;
}
