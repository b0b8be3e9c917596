import { answerSelfService } from "@/lib/self-service";
import type { HostedTurn, HostedTurnResult } from "./bot-host";
import type { LoadedBot } from "./loaded-bot";
import { toTurnError } from "./to-turn-error";
import { TurnObserver } from "./turn-observer";

/**
 * A bot in whose place Turnscope answers what people ask about their own data ("forget me"): wherever the bot runs, it does not get these
 * messages. All others are its own.
 */
export function answeringAboutData(bot: LoadedBot): LoadedBot {
  return { ...bot, runTurn: (turn) => answerOrRun(bot, turn) };
}

async function answerOrRun(bot: LoadedBot, turn: HostedTurn): Promise<HostedTurnResult> {
  const observer = new TurnObserver();
  try {
    if (!(await answer(bot, turn))) return bot.runTurn(turn);
  } catch (error) {
    return { error: toTurnError(error), observed: observer.end() };
  }
  observer.noteLog("info", "Answered by Turnscope, as this bot is set. The bot did not get this message.");
  return { error: null, observed: observer.end() };
}

/** What a bot elsewhere keeps there is not seen from here, and must not be passed over in silence. */
function answer({ remote }: LoadedBot, { activity, sendActivities }: HostedTurn): Promise<boolean> {
  const isElsewhere = remote !== null;
  return answerSelfService({ activity, isElsewhere, sendActivity: (text) => sendActivities([{ type: "message", text }]) });
}
