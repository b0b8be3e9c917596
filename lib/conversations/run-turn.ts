import type { LoadedBot } from "@/lib/bots";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { bus } from "@/lib/live";
import {
  type Activity,
  type StateAddress,
  type StateChange,
  type TurnDetail,
  type TurnError,
  type TurnOutcome,
  type TurnSummary,
} from "@/lib/model";
import { commitTurn, conversationGate, gates, type TurnCommit, TurnStorage, userGate } from "@/lib/state";
import { announceTurn, readActivitiesOfTurn, toOpenTurn, updateClosedTurn } from "@/lib/turns";
import type { ActiveConversation } from "./active-conversation";
import { touchConversation } from "./conversation-row";
import { replySender } from "./reply-sender";

export type TurnToRun = { conversation: ActiveConversation; bot: LoadedBot; number: number; activity: Activity };

type Ending = { outcome: TurnOutcome; error: TurnError | null; durationMs: number };

/** Runs one turn to its end: lock, run, commit, announce, release. Turns of one conversation run in the order they were opened. */
export async function runTurn(turn: TurnToRun): Promise<TurnDetail> {
  const { conversation, activity } = turn;
  const address = { botId: conversation.botId, channelId: conversation.channelId, conversationId: conversation.id, userId: activity.from.id };
  const releaseConversation = await gates().acquire(conversationGate(address.conversationId), "exclusive");
  const releaseUser = await gates().acquire(userGate(address.botId, address.channelId, address.userId), "shared");
  const storage = new TurnStorage(address);
  try {
    const ending = await runBot(turn, storage);
    return await closeTurn(turn, address, storage, ending);
  } finally {
    storage.release();
    releaseUser();
    releaseConversation();
  }
}

async function runBot({ conversation, bot, number, activity }: TurnToRun, storage: TurnStorage): Promise<Ending> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), env().turnTimeoutMs);
  const startedMs = performance.now();
  const sender = replySender({ conversation, bot: bot.summary, turn: number, incoming: activity });
  try {
    const { error } = await bot.runTurn({ activity: structuredClone(activity), storage, signal: timeout.signal, ...sender });
    const durationMs = Math.round((performance.now() - startedMs) * 100) / 100;
    if (timeout.signal.aborted) return { outcome: "timed_out", error: timeoutError(), durationMs };
    return { outcome: error ? "failed" : "completed", error, durationMs };
  } finally {
    clearTimeout(timer);
  }
}

function timeoutError(): TurnError {
  return { name: "TimeoutError", message: `The bot did not finish within ${env().turnTimeoutMs} ms. What it sends from now on is shown as late.` };
}

async function closeTurn(turn: TurnToRun, address: StateAddress, storage: TurnStorage, ending: Ending): Promise<TurnDetail> {
  const opened = toOpenTurn(turn.number, turn.activity);
  try {
    return await commitClosedTurn(turn, { address, storage }, { ...opened, ...ending });
  } catch (error) {
    // The bot has run, but its state could not be kept: the turn is closed as failed, without its writes.
    const failed = { ...opened, ...ending, outcome: "failed" as const, error: commitError(error) };
    return commitClosedTurn(turn, { address, storage: new TurnStorage(address) }, failed);
  }
}

async function commitClosedTurn(
  { conversation, number, activity }: TurnToRun,
  { address, storage }: { address: StateAddress; storage: TurnStorage },
  closing: TurnSummary,
): Promise<TurnDetail> {
  const at = conversation.nextTimestamp();
  let closed = closing;
  const state = await commitTurn({ address, number, storage, at }, async ({ statements, seq, counts }) => {
    closed = { ...closing, counts };
    const turnRows = [updateClosedTurn(conversation.id, closed, seq), touchConversation(conversation.id, at)];
    await (await db()).transaction([...statements, ...turnRows]);
  });
  announceState(conversation.id, number, state);
  announceTurn(conversation.id, closed);
  return toDetail(closed, activity, conversation.id, state.changes);
}

function announceState(conversationId: string, turn: number, { touched }: TurnCommit): void {
  bus().publish({ type: "state", conversationId, turn, write: null, touched });
}

async function toDetail(turn: TurnSummary, activity: Activity, conversationId: string, changes: StateChange[]): Promise<TurnDetail> {
  const logged = await readActivitiesOfTurn(conversationId, turn.number);
  const replies = logged.map((entry) => entry.activity).filter((entry) => entry.id !== activity.id);
  return { ...turn, activity, replies, changes };
}

function commitError(error: unknown): TurnError {
  if (error instanceof Error) return { name: error.name, message: `The turn's state could not be saved. ${error.message}`, stack: error.stack };
  return { name: "Error", message: "The turn's state could not be saved." };
}
