import { db } from "@/lib/db";
import { noteCopies } from "@/lib/facts";
import { bus } from "@/lib/live";
import {
  type Activity,
  type BundleFile,
  newConversationId,
  newUserId,
  type RecordedTurn,
  type RecordedWrite,
  renameInActivity,
} from "@/lib/model";
import { type ItemHistory, insertItemHistories, insertWrites, type NewItemHistory, nextWriteSeq, writerOfWrite } from "@/lib/state";
import { insertWholeLog } from "@/lib/turns";
import { insertConversation, touchConversation, upsertMember } from "../conversation-row";
import { meetPeople } from "../meet-people";
import { requireUsablePeople } from "../require-usable-conversation";
import type { StartedConversation } from "../start-conversation";
import { fromBundleItem, renameInRecord, renameItem } from "./bundle-items";

/** What the ids and numbers of a bundle are here. */
type Renaming = {
  conversationOf: (id: string) => string;
  userOf: (id: string) => string;
  /** A write's number; of others, the number of the write before. 0 when there is none. */
  seqOf: (seq: number) => number;
};

/**
 * Opens a conversation from elsewhere to be looked at, with its turns and its state at each of them. Conversation, people and writes get
 * new ids and numbers, so that it can meet nothing that is here; the bot is told nothing. All of it or nothing is written.
 */
export async function openBundle(bundle: BundleFile): Promise<StartedConversation> {
  const { bot, conversation } = bundle;
  await requireUsablePeople(conversation.channelId, peopleIn(bundle));
  const renaming = await makeRenaming(bundle);
  const conversationId = renaming.conversationOf(conversation.id);
  const members = conversation.members.map(({ id, name }) => ({ id: renaming.userOf(id), name }));
  const writes = bundle.writes.map((write) => renameWrite(write, renaming));
  const items = toItems(bundle, writes, renaming);
  const turns = bundle.turns.map((turn) => renameTurn(turn, renaming, keysOf(bundle, items)));
  const { channelId, createdAt, locale, timeZone } = conversation;
  const copies = await copiesOf(bundle, renaming);
  await (await db()).transaction([
    insertConversation({
      conversationId,
      botId: bot.id,
      channelId,
      createdAt,
      locale,
      timeZone,
      isReadOnly: true,
      origin: { botVersion: bot.version, ...bundle.settings },
    }),
    touchConversation(conversationId, new Date().toISOString()),
    ...members.map((member, position) => upsertMember(conversationId, member, position, createdAt)),
    ...meetPeople({ botId: bot.id, channelId }, members, createdAt),
    ...copies,
    ...insertWholeLog(conversationId, toRows(bundle, renaming), turns),
    ...insertWrites(bot.id, writes),
    ...insertItemHistories({ botId: bot.id, channelId }, items),
  ]);
  bus().publish({ type: "conversations" });
  const user = members[0] ?? { id: "", name: "" };
  return { conversationId, botId: bot.id, user, url: `/c/${encodeURIComponent(conversationId)}` };
}

/** Also those who only wrote, or whose state came along. */
function peopleIn({ bot, conversation, items, turns, writes }: BundleFile): string[] {
  const named = [...conversation.members.map(({ id }) => id), ...[...items, ...turns, ...writes].map(({ userId }) => userId)];
  return [...new Set(named)].filter((id): id is string => id !== null && id !== bot.id);
}

/** Erasing whom a file is about takes what was opened of it: its members, and whose state came along. */
function copiesOf({ conversation, items }: BundleFile, { userOf }: Renaming) {
  const owners = items.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  const people = new Set([...conversation.members.map(({ id }) => id), ...owners]);
  const { channelId } = conversation;
  const toCopy = (userId: string) => ({ copy: { channelId, userId: userOf(userId) }, originals: [{ channelId, userId }] });
  return noteCopies([...people].map(toCopy), "file");
}

async function makeRenaming({ writes, items, turns }: BundleFile): Promise<Renaming> {
  const versions = items.flatMap((item) => item.versions.map(({ seq }) => seq));
  const ofTurns = turns.flatMap(({ writeSeq }) => (writeSeq === null ? [] : [writeSeq]));
  const old = [...new Set([...writes.map(({ seq }) => seq), ...versions, ...ofTurns])].sort((one, other) => one - other);
  const seqs: number[] = [];
  for (const _ of old) seqs.push(await nextWriteSeq());
  return { conversationOf: remembering(newConversationId), userOf: remembering(newUserId), seqOf: (seq) => seqs[lastUpTo(old, seq)] ?? 0 };
}

/** A new id for each old one, and the same again when asked again. */
function remembering(make: () => string): (id: string) => string {
  const made = new Map<string, string>();
  return (id) => {
    const known = made.get(id) ?? make();
    made.set(id, known);
    return known;
  };
}

/** The index of the last of ordered numbers that is not above `limit`; -1 when there is none. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function renameWrite(write: RecordedWrite, { conversationOf, userOf, seqOf }: Renaming): RecordedWrite {
  return {
    ...write,
    seq: seqOf(write.seq),
    conversationId: write.conversationId === null ? null : conversationOf(write.conversationId),
    userId: write.userId === null ? null : userOf(write.userId),
  };
}

function toItems({ bot, conversation, items }: BundleFile, writes: readonly RecordedWrite[], renaming: Renaming): NewItemHistory[] {
  const bySeq = new Map(writes.map((write) => [write.seq, write]));
  const place = { botId: bot.id, channelId: conversation.channelId, conversationId: conversation.id };
  return items.flatMap((bundled) => {
    const users = new Map(bundled.userId === null ? [] : [[bundled.userId, renaming.userOf(bundled.userId)]]);
    const given = fromBundleItem(bundled);
    const conversationId = renaming.conversationOf(conversation.id);
    const item = given.scope === "unclassified" ? asOpened(given, conversationId) : renameItem(given, place, { conversationId, users });
    if (!item) return [];
    const versions = item.versions.map((version) => ({ ...version, seq: renaming.seqOf(version.seq) }));
    const newest = bySeq.get(versions.at(-1)?.seq ?? 0);
    return [
      {
        ...item,
        versions,
        conversationId: item.scope === "user" || item.scope === "unclassified" ? null : conversationId,
        updatedAt: newest?.at ?? conversation.createdAt,
        writer: newest ? writerOfWrite(newest) : { kind: "tester" as const, name: "" },
      },
    ];
  });
}

/** A key of no known form names nothing that could be renamed, so it is told apart by the conversation that it came with. */
function asOpened(item: ItemHistory, conversationId: string): ItemHistory {
  return { ...item, key: `${conversationId} ${item.key}` };
}

/** New storage keys by their old ones. */
function keysOf({ items }: BundleFile, renamed: readonly NewItemHistory[]): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ key }, index) => (renamed[index] ? [[key, renamed[index].key]] : [])));
}

function renameTurn(turn: RecordedTurn, { userOf, seqOf }: Renaming, keys: ReadonlyMap<string, string>): RecordedTurn {
  const record = renameInRecord(turn.record, keys);
  return {
    ...turn,
    outcome: turn.outcome === "running" ? "interrupted" : turn.outcome,
    userId: userOf(turn.userId),
    writeSeq: turn.writeSeq === null ? null : seqOf(turn.writeSeq),
    stateSeq: turn.stateSeq === null ? null : seqOf(turn.stateSeq),
    record: { ...record, lostUpdates: record.lostUpdates.map((lost) => ({ ...lost, lostSeq: seqOf(lost.lostSeq) })) },
  };
}

function toRows({ activities, turns, conversation, bot }: BundleFile, { conversationOf, userOf }: Renaming) {
  const incoming = new Set(turns.map(({ activityId }) => activityId));
  const accounts = { get: (id: string) => (id === bot.id ? id : userOf(id)) };
  return activities.map(({ turn, activity }, position) => ({
    position,
    turn,
    isIncoming: incoming.has(activity.id ?? ""),
    activity: renameInActivity(activity, { conversationId: conversationOf(conversation.id), accounts }) as Activity,
  }));
}
