import type { LoadedBot, Observed } from "@/lib/bots";
import { env } from "@/lib/env";
import { bus, type TouchedItem } from "@/lib/live";
import {
  type Activity,
  type BotSetting,
  emptyTurnRecord,
  itemScopes,
  type KeptTurnRecord,
  type StateAddress,
  storageKeyFor,
  type TurnDetail,
  type TurnError,
  type TurnOutcome,
  type TurnRecord,
  type TurnSummary,
} from "@/lib/model";
import { isAnybodyConcerned, standingOf } from "@/lib/standing";
import {
  announceLostValues,
  commitTurn,
  conversationGate,
  gates,
  lastWriteSeq,
  StorageRecorder,
  type TurnCommit,
  TurnStorage,
  userGate,
} from "@/lib/state";
import { announceTurn, insertTurnRecord, toOpenTurn, updateClosedTurn } from "@/lib/turns";
import type { ActiveConversation } from "./active-conversation";
import { touchConversation } from "./conversation-row";
import { type ReplySender, replySender } from "./reply-sender";

/** `activity` is what the log has of it, `toBot` what the bot gets. */
export type TurnToRun = {
  conversation: ActiveConversation;
  bot: LoadedBot;
  setting: BotSetting;
  number: number;
  activity: Activity;
  toBot: Activity;
};

type Ending = { outcome: TurnOutcome; error: TurnError | null; durationMs: number };
type RunningTurn = TurnToRun & { address: StateAddress; storage: TurnStorage; replies: ReplySender };
type EndedTurn = RunningTurn & { recorder: StorageRecorder; observed: Observed };

/** Runs one turn to its end: lock, run, commit, announce, release. Turns of one conversation run in the order they were opened, unless the bot's turns may overlap. */
export async function runTurn(turn: TurnToRun): Promise<TurnDetail> {
  const { conversation, bot, number, activity } = turn;
  const address = {
    botId: conversation.botId,
    // The conversation may have been put on another channel since.
    channelId: activity.channelId,
    conversationId: conversation.id,
    userId: activity.from.id,
  };
  // Shared at least: an edit by hand waits for every turn that runs.
  const releaseConversation = await gates().acquire(
    conversationGate(address.conversationId),
    turn.setting.overlapTurns ? "shared" : "exclusive",
  );
  const releaseUser = await gates().acquire(userGate(address.botId, address.channelId, address.userId), "shared");
  const { hasObjected } = isAnybodyConcerned() ? await standingOf(address) : { hasObjected: false };
  const storage = new TurnStorage(address, {
    expectedKeys: expectedKeys(address, bot.keyStyle),
    since: await lastWriteSeq(),
    isBlank: hasObjected,
  });
  const replies = replySender({ conversation, bot: bot.summary, turn: number, incoming: activity });
  try {
    const running = { ...turn, address, storage, replies };
    const { ending, ...seen } = await runBot(running);
    replies.endTurn();
    return await closeTurn({ ...running, ...seen }, ending);
  } finally {
    storage.release();
    releaseUser();
    releaseConversation();
  }
}

function expectedKeys(address: StateAddress, keyStyle: LoadedBot["keyStyle"]): string[] {
  return itemScopes.map((scope) => storageKeyFor(address, scope, keyStyle));
}

async function runBot({ bot, setting, number, toBot, address, storage, replies }: RunningTurn) {
  const timeout = new AbortController();
  const timeoutMs = bot.remote?.timeoutMs ?? env().turnTimeoutMs;
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  const startedMs = performance.now();
  const recorder = new StorageRecorder(storage, address, startedMs);
  try {
    const { error, observed } = await bot.runTurn({
      number,
      activity: toBot,
      storage: recorder,
      basis: storage.basis,
      signal: timeout.signal,
      isQuiet: setting.isProduction,
      ...replies,
    });
    const durationMs = Math.round((performance.now() - startedMs) * 100) / 100;
    return { ending: { ...toOutcome(error, timeout.signal, timeoutMs), durationMs }, recorder, observed };
  } finally {
    clearTimeout(timer);
  }
}

function toOutcome(error: TurnError | null, { aborted }: AbortSignal, timeoutMs: number): Pick<Ending, "outcome" | "error"> {
  if (aborted) return { outcome: "timed_out", error: timeoutError(timeoutMs) };
  return { outcome: error ? "failed" : "completed", error };
}

function timeoutError(timeoutMs: number): TurnError {
  return {
    name: "TimeoutError",
    message: `The bot did not finish within ${timeoutMs} ms. What it sends from now on is shown as late.`,
  };
}

async function closeTurn(turn: EndedTurn, ending: Ending): Promise<TurnDetail> {
  const closing = { ...toOpenTurn(turn.number, turn.activity), ...ending };
  try {
    return await commitClosedTurn(turn, closing);
  } catch (error) {
    // The bot has run, but what it said or stored could not be kept: the turn is closed as failed, without its state.
    const storage = new TurnStorage(turn.address);
    const replies = { ...turn.replies, requireSaved() {} };
    return commitClosedTurn({ ...turn, storage, replies }, { ...closing, outcome: "failed", error: commitError(error) });
  }
}

/** Goes into the log's queue behind the turn's replies, so that mostly one transaction writes both. */
async function commitClosedTurn(turn: EndedTurn, closing: TurnSummary): Promise<TurnDetail> {
  const { conversation, bot, number, activity, address, storage, replies } = turn;
  const at = conversation.nextTimestamp();
  let closed = closing;
  let record = emptyTurnRecord;
  const { overwritePolicy } = turn.setting;
  const members = conversation.members.map(({ id }) => id);
  const state = await commitTurn({ address, number, storage, at, overwritePolicy, members }, (commit) => {
    const { statements, seq, stateSeq, counts, touched } = commit;
    closed = { ...closing, counts, lostUpdates: countLost(commit) };
    const seen = toRecords(turn, commit);
    record = seen.record;
    const turnRows = [
      updateClosedTurn(conversation.id, closed, { writeSeq: seq, stateSeq, botVersion: bot.version }),
      ...insertTurnRecord(conversation.id, number, seen.kept),
      touchConversation(conversation.id, at),
    ];
    return conversation.append(() => {
      replies.requireSaved();
      return { rows: [], statements: [...statements, ...turnRows], announce: () => announceClosed(turn, closed, touched), result: null };
    });
  });
  return { ...closed, activity, replies: [...replies.sent], changes: state.changes, erasedPlaces: [], botVersion: bot.version, record };
}

function countLost({ lostUpdates }: TurnCommit): number {
  return lostUpdates.reduce((count, { paths }) => count + paths.length, 0);
}

/** The record as it is shown, and as it is kept. */
function toRecords({ recorder, observed }: EndedTurn, { changed, lostUpdates }: TurnCommit): { record: TurnRecord; kept: KeptTurnRecord } {
  const { operations, kept, problems } = recorder.end(changed);
  const seen = { ...observed, lostUpdates, problems: [...problems, ...observed.problems] };
  return { record: { ...seen, operations }, kept: { ...seen, operations: kept } };
}

function announceClosed({ conversation, number }: RunningTurn, closed: TurnSummary, touched: TouchedItem[]): void {
  bus().publish({ type: "state", conversationId: conversation.id, turn: number, write: null, touched });
  announceTurn(conversation.id, closed);
  if (closed.lostUpdates > 0) announceLostValues(conversation.id);
}

function commitError(error: unknown): TurnError {
  if (error instanceof Error) return { name: error.name, message: `The turn could not be saved. ${error.message}`, stack: error.stack };
  return { name: "Error", message: "The turn could not be saved." };
}
