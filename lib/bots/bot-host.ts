import type { Activity, TurnError } from "@/lib/model";
import type { BotStorage, WorkBasis } from "@/lib/state";
import type { Observed } from "./turn-observer";

/** Where a bot's activities go. The owner keeps and pushes them; ids are answered in the order given. */
export interface ActivitySender {
  sendActivities(activities: Partial<Activity>[]): Promise<string[]>;
  updateActivity(activity: Partial<Activity>): Promise<void>;
  deleteActivity(activityId: string): Promise<void>;
}

/**
 * One incoming activity and what it may touch. The sender may be called after the turn has ended, by a bot that goes on
 * working; storage is not: from then on the bot reads and writes its direct storage.
 */
export interface HostedTurn extends ActivitySender {
  number: number;
  activity: Activity;
  storage: BotStorage;
  /** What the bot knows of what it writes, also after the turn. */
  basis?: WorkBasis;
  /** Aborting ends the turn at once with an error named AbortError, whatever the bot goes on doing. */
  signal: AbortSignal;
  /** What the bot prints is noted at its turn, and not printed: it may quote people. */
  isQuiet?: boolean;
}

export type HostedTurnResult = { error: TurnError | null; observed: Observed };

/** Runs one bot. `runTurn` never rejects: whatever the bot throws is in the result. */
export interface BotHost {
  runTurn(turn: HostedTurn): Promise<HostedTurnResult>;
}
