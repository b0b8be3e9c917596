import { db, encodeText, sql } from "@/lib/db";
import {
  type BundleFile,
  bundleFormat,
  bundleVersion,
  type ConversationSummary,
  isKeyOf,
  type RecordedTurn,
  type RecordedWrite,
} from "@/lib/model";
import { type ItemHistory, listWriteSeqs, readItemHistories, readUnclassifiedHistories, readWrites } from "@/lib/state";
import { readActivitiesFrom, readRecordedTurns } from "@/lib/turns";
import { requireConversation } from "../active-conversation";
import { findPlaceInTime } from "../history/state-at";
import { requireUsableConversation } from "../require-usable-conversation";
import { joinHistories, renameInRecord, renameItem, toBundleItem } from "./bundle-items";
import { requireOpenable } from "./require-openable";

/** What is stored now has lower numbers than this: state writes are numbered in 32 bits. */
const now = 2 ** 31 - 1;

/** A conversation with all that time travel needs, as one file. Throws `file_too_large` when nobody could open it again. */
export async function readBundle(conversationId: string): Promise<BundleFile> {
  const conversation = await requireConversation(conversationId);
  await requireUsableConversation(conversation);
  const { botId, channelId, createdAt, locale, timeZone, members, activityCount, origin } = conversation;
  const turns = (await readRecordedTurns(conversationId)).map(asEnded);
  const { items, writes, keys } = await readStateOf(conversation, turns);
  const logged = await readActivitiesFrom(conversationId, 0, activityCount);
  return requireOpenable(
    {
      format: bundleFormat,
      version: bundleVersion,
      exportedAt: new Date().toISOString(),
      bot: { id: botId, version: origin ? origin.botVersion : versionOf(turns) },
      settings: origin ? { overwritePolicy: origin.overwritePolicy, overlapTurns: origin.overlapTurns } : await readSettings(botId),
      conversation: { id: conversationId, channelId, createdAt, locale, timeZone, members: members.map(({ id, name }) => ({ id, name })) },
      activities: logged.map(({ turn, activity }) => ({ turn, activity })),
      turns: turns.map((turn) => ({ ...turn, record: renameInRecord(turn.record, keys) })),
      writes,
      items: items.map(toBundleItem),
    },
    "A bug bundle",
  );
}

/** The version of the bot that ran last. */
const versionOf = (turns: readonly RecordedTurn[]) => turns.findLast(({ botVersion }) => botVersion !== null)?.botVersion ?? null;

/** Elsewhere it will not go on. */
function asEnded(turn: RecordedTurn): RecordedTurn {
  return turn.outcome === "running" ? { ...turn, outcome: "interrupted" } : turn;
}

type State = { items: ItemHistory[]; writes: RecordedWrite[]; keys: ReadonlyMap<string, string> };

async function readStateOf(conversation: ConversationSummary, turns: readonly RecordedTurn[]): Promise<State> {
  const { items, keys, writeSeqs, until } = await readHistory(conversation, now);
  const ofVersions = items.flatMap(({ versions }) => versions.map(({ seq }) => seq));
  const ofTurns = turns.flatMap(({ writeSeq }) => (writeSeq === null ? [] : [writeSeq]));
  const unclassified = await readUnclassifiedHistories(conversation.botId, [...writeSeqs, ...ofTurns]);
  const writes = await readWrites([...new Set([...writeSeqs, ...ofVersions, ...ofTurns])]);
  return { items: [...items, ...unclassified], keys, writes: writes.map((write) => asOwn(write, conversation.conversationId, until)) };
}

/**
 * `until`: up to which write other conversations are the past of this one. `keys`: what their storage keys are called here, since the
 * records of turns go on saying what they said.
 */
type History = { items: ItemHistory[]; writeSeqs: number[]; until: ReadonlyMap<string, number>; keys: ReadonlyMap<string, string> };

/** A fork's past is that of the conversation it was made from, told with the fork's ids. */
async function readHistory(conversation: ConversationSummary, untilSeq: number): Promise<History> {
  const { botId, channelId, conversationId, members, forkedFrom } = conversation;
  const place = { botId, channelId, conversationId, userIds: members.map(({ id }) => id), untilSeq };
  const items = (await readItemHistories(place)).filter((item) => isKeyOf(item, place));
  const writeSeqs = await listWriteSeqs(conversationId, untilSeq);
  if (!forkedFrom) return { items, writeSeqs, until: new Map(), keys: new Map() };
  const parent = await requireConversation(forkedFrom.conversationId);
  const { seq } = await findPlaceInTime(parent.conversationId, undefined, { turn: forkedFrom.turn });
  const past = await readHistory(parent, Math.min(seq, untilSeq));
  const users = new Map(parent.members.map(({ id }, index) => [id, members[index]?.id ?? id]));
  const renamed = past.items.map((item) => ({ from: item.key, item: renameItem(item, parent, { conversationId, users }) }));
  const keys = new Map(renamed.flatMap(({ from, item }) => (item ? [[from, item.key]] : [])));
  return {
    items: joinHistories(
      items,
      renamed.flatMap(({ item }) => item ?? []),
    ),
    writeSeqs: [...past.writeSeqs, ...writeSeqs],
    until: new Map([...past.until, [parent.conversationId, seq]]),
    keys: new Map([...[...past.keys].map(([from, to]) => [from, keys.get(to) ?? to] as const), ...keys]),
  };
}

function asOwn(write: RecordedWrite, conversationId: string, until: History["until"]): RecordedWrite {
  const isPast = write.conversationId !== null && write.seq <= (until.get(write.conversationId) ?? 0);
  return isPast ? { ...write, conversationId } : write;
}

async function readSettings(botId: string): Promise<BundleFile["settings"]> {
  const [row] = await (await db()).query<{ overwrite_policy: string; overlap_turns: boolean }>(
    sql`SELECT overwrite_policy, overlap_turns FROM bot_setting WHERE bot_id = ${encodeText(botId)}`,
  );
  return { overwritePolicy: row?.overwrite_policy ?? "sdk", overlapTurns: row?.overlap_turns ?? false };
}
