import type { Sql } from "@/lib/db";
import type { TouchedItem } from "@/lib/live";
import {
  countChanges,
  defaultBotSetting,
  type LostUpdate,
  type OverwritePolicy,
  type ScopeCounts,
  type StateAddress,
  type StateChange,
} from "@/lib/model";
import { type ChangedProperty, type ItemWrite, itemStatements, listChangedProperties, toTouchedItem } from "./commit-items";
import { orderByScope } from "./diff-item";
import { gates, itemGate } from "./gates";
import { insertLostValues } from "./insert-lost-values";
import { insertStateWrite } from "./insert-state-write";
import { encodingStatements } from "./item-encoding";
import { markCleared } from "./mark-cleared";
import type { Loss } from "./settle-writes";
import type { TurnStorage } from "./turn-storage";
import { lastWriteSeq, nextWriteSeq } from "./write-sequence";

/**
 * What a turn wrote, ready to be committed together with the turn itself. `seq` is null when it wrote nothing; `stateSeq` is the newest
 * state write of all, this one included.
 */
export type TurnCommit = {
  seq: number | null;
  stateSeq: number;
  statements: Sql[];
  /** The versions that it writes; their values are kept once, and the turn's record refers to them. */
  changed: ChangedProperty[];
  /** For the turn's record. */
  lostUpdates: LostUpdate[];
  touched: TouchedItem[];
  changes: StateChange[];
  counts: ScopeCounts;
};

async function emptyCommit(): Promise<TurnCommit> {
  const stateSeq = await lastWriteSeq();
  return { seq: null, stateSeq, statements: [], changed: [], lostUpdates: [], touched: [], changes: [], counts: {} };
}

/** `members`: ids of those in the conversation. */
type TurnToCommit = { address: StateAddress; number: number; at: string; overwritePolicy?: OverwritePolicy; members?: readonly string[] };

/** Gives `commit` the turn's writes while their gates are held; `commit` runs the transaction. */
export async function commitTurn(
  turn: TurnToCommit & { storage: TurnStorage },
  commit: (state: TurnCommit) => Promise<unknown>,
): Promise<TurnCommit> {
  const release = await gates().acquireAll(turn.storage.seal().map(itemGate));
  try {
    const { writes, losses } = await turn.storage.collectWrites(turn.overwritePolicy ?? defaultBotSetting.overwritePolicy);
    const state = writes.length === 0 ? await emptyCommit() : await describeWrites(turn, writes, losses);
    state.statements.push(...encodingStatements(turn.storage.encodings));
    await commit(state);
    turn.storage.noteCommitted(state.seq);
    return state;
  } finally {
    release();
  }
}

async function describeWrites(turn: TurnToCommit, writes: readonly ItemWrite[], losses: readonly Loss[]): Promise<TurnCommit> {
  const { botId, channelId, conversationId, userId } = turn.address;
  const seq = await nextWriteSeq();
  const touched = writes.map(toTouchedItem);
  const changes = orderByScope(touched.flatMap((item) => item.changes));
  const counts = markCleared(countChanges(changes), writes);
  const changed = listChangedProperties(writes);
  const context = {
    seq,
    at: turn.at,
    writer: { kind: "bot", conversationId, turn: turn.number },
    person: { channelId, userId },
    members: turn.members,
  } as const;
  const statements = itemStatements(writes, context, changed);
  const write = { seq, kind: "turn", at: turn.at, by: "bot", afterTurn: turn.number, counts } as const;
  const recorded = insertStateWrite({ botId, conversationId, userId }, write);
  const lost = {
    botId,
    conversationId,
    writeSeq: seq,
    turnNumber: turn.number,
    isLate: false,
    isAsked: turn.overwritePolicy === "protect",
  };
  return {
    seq,
    stateSeq: seq,
    statements: [...statements, recorded, ...insertLostValues(losses, lost)],
    changed,
    lostUpdates: losses.map(({ key, scope, lostSeq, paths }) => ({ key, scope, lostSeq, paths })),
    touched,
    changes,
    counts,
  };
}
