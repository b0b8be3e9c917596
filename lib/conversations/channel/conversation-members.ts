import type { LoadedBot } from "@/lib/bots";
import { HarnessError, type Persona } from "@/lib/model";
import { findActivityRow } from "@/lib/turns";
import { beginTurn } from "../begin-turn";
import { leavingOf } from "../members/remove-member";
import { requireConversationOf, requireWritableConversationOf } from "./get-active-conversation";

export type ChannelAccount = { id: string; name: string; role: "user" | "bot" };

/** People first, in the order they joined, and the bot last. */
export function listAccounts(people: readonly (Persona & { leftAt?: string })[], bot: Persona): ChannelAccount[] {
  const present = people.filter(({ leftAt }) => leftAt === undefined);
  return [...present.map(({ id, name }) => ({ id, name, role: "user" as const })), { id: bot.id, name: bot.name, role: "bot" as const }];
}

export async function listChannelAccounts({ summary }: LoadedBot, conversationId: string): Promise<ChannelAccount[]> {
  return listAccounts((await requireConversationOf(summary.id, conversationId)).members, summary);
}

/** Throws `member_not_found`. */
export async function requireMember(bot: LoadedBot, conversationId: string, memberId: string): Promise<ChannelAccount> {
  const member = (await listChannelAccounts(bot, conversationId)).find(({ id }) => id === memberId);
  if (member) return member;
  throw new HarnessError("member_not_found", "Nobody with this id is in the conversation.");
}

export type MemberPage = { members: ChannelAccount[]; continuationToken?: string };

const maxPage = 200;

/** `continuationToken` is where the last page ended, as it was answered. */
export async function listMemberPage(
  bot: LoadedBot,
  conversationId: string,
  { pageSize, continuationToken }: { pageSize: number | null; continuationToken: string | null },
): Promise<MemberPage> {
  const from = continuationToken === null ? 0 : Number(continuationToken);
  if (!Number.isSafeInteger(from) || from < 0)
    throw new HarnessError("invalid_cursor", "The continuation token is none that was answered.");
  const members = await listChannelAccounts(bot, conversationId);
  const end = from + Math.min(Math.max(pageSize ?? maxPage, 1), maxPage);
  return { members: members.slice(from, end), ...(end < members.length && { continuationToken: String(end) }) };
}

/** Who could see an activity: those who are in its conversation. Throws `not_found` for one that is not there. */
export async function listActivityMembers(bot: LoadedBot, conversationId: string, activityId: string): Promise<ChannelAccount[]> {
  const members = await listChannelAccounts(bot, conversationId);
  if (await findActivityRow(conversationId, activityId)) return members;
  throw new HarnessError("not_found", "The conversation has no activity with this id.");
}

/**
 * Takes a person out of a conversation, and tells the bot as when somebody leaves; what they said stays. Resolves when that is in the log: the
 * bot may be in a turn of its own, and the update is its next. Throws `member_not_found`.
 */
export async function removeMemberFor(bot: LoadedBot, conversationId: string, memberId: string): Promise<void> {
  const { members } = await requireWritableConversationOf(bot.summary.id, conversationId);
  const person = members.find(({ id }) => id === memberId);
  if (!person) throw new HarnessError("member_not_found", "Nobody with this id is in the conversation.");
  await beginTurn(conversationId, leavingOf(person));
}
