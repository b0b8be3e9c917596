import { answeringAboutData } from "@/lib/bots";
import type { PostedActivity, TurnDetail } from "@/lib/model";
import { requireWritableConversation } from "./active-conversation";
import { botRegistry } from "./bots";
import { readBotSetting } from "./kept-bot-settings";
import { openTurn } from "./open-turn";
import { requireTurn } from "./require-turn";
import { runTurn } from "./run-turn";
import { getRunningTurn, refuseWhileStopping, trackTurn, waitBeforeStopping } from "./running-turns";

export type PostedTurn = { activityId: string; turnNumber: number; finished: Promise<TurnDetail> };

/**
 * Accepts an activity and starts its turn; resolves once the activity is in the log. `finished` resolves when the turn has ended, whatever
 * its outcome. A repeated post (same clientActivityID) is answered with the turn it already has.
 */
export async function beginTurn(conversationId: string, posted: PostedActivity): Promise<PostedTurn> {
  return letIn(() => acceptTurn(conversationId, posted));
}

/** Refuses what comes once the server has begun to stop; what came before is waited for, with all that it takes. */
export async function letIn(accept: () => Promise<PostedTurn>): Promise<PostedTurn> {
  refuseWhileStopping();
  const turn = accept();
  waitBeforeStopping(turn.then(({ finished }) => finished));
  return turn;
}

/** As `beginTurn`, for what has been let in already. */
export async function acceptTurn(conversationId: string, posted: PostedActivity): Promise<PostedTurn> {
  const conversation = await requireWritableConversation(conversationId);
  const setting = await readBotSetting(conversation.botId);
  const loaded = (await botRegistry()).require(conversation.botId);
  const bot = setting.offersSelfService ? answeringAboutData(loaded) : loaded;
  const { activity, toBot, turn: number, isRepeated } = await openTurn(conversation, bot.summary, posted);
  const finished = isRepeated
    ? (getRunningTurn(conversationId, number) ?? requireTurn(conversationId, number))
    : trackTurn(conversationId, number, runTurn({ conversation, bot, setting, number, activity, toBot }));
  // Whoever awaits `finished` sees its error; without this line a caller who does not would end the process.
  finished.catch(() => undefined);
  return { activityId: activity.id, turnNumber: number, finished };
}
