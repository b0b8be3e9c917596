import { type BotEndpoint, postToBot, readBotAnswer, readInlineAnswer, toInlineMessage } from "@/lib/channels";
import type { StateAddress, TurnError } from "@/lib/model";
import type { BotHost, HostedTurn, HostedTurnResult } from "./bot-host";
import { readInlineState, writeInlineState } from "./inline-state";
import { remoteTurns } from "./remote-turns";
import { toTurnError } from "./to-turn-error";
import { TurnObserver } from "./turn-observer";

/** Runs a bot of the first Bot Framework: gives it its state along with each message, and keeps what comes back on the answer (protocols 3.1). */
export class InlineHost implements BotHost {
  constructor(private readonly bot: { id: string; endpoint: BotEndpoint }) {}

  async runTurn(turn: HostedTurn): Promise<HostedTurnResult> {
    const observer = new TurnObserver();
    const address = this.addressOf(turn);
    const leave = openTurn(turn, address);
    const error = await this.deliver(turn, address).then(
      () => null,
      (cause: unknown): TurnError => toTurnError(turn.signal.aborted ? turn.signal.reason : cause),
    );
    leave();
    return { error, observed: observer.end() };
  }

  private addressOf({ activity: { channelId, conversation, from } }: HostedTurn): StateAddress {
    return { botId: this.bot.id, channelId, conversationId: conversation.id, userId: from.id };
  }

  private async deliver(turn: HostedTurn, address: StateAddress): Promise<void> {
    // Its wire knows messages and greetings; of typing and the like it knows nothing.
    if (turn.activity.type !== "message" && turn.activity.type !== "conversationUpdate") return;
    const message = toInlineMessage(turn.activity, await readInlineState(turn.storage, address));
    const answered = await postToBot(this.bot.endpoint, message, turn.signal);
    // Refusals are told as for any other bot.
    readBotAnswer(answered);
    if (answered.bytes.length === 0) return;
    const { reply, state } = readInlineAnswer(JSON.parse(answered.bytes.toString("utf8")));
    await writeInlineState(turn.storage, address, state);
    if (reply) await turn.sendActivities([reply]);
  }
}

/** What the bot asks or says before it has answered belongs to the turn; what comes after the answer is late. */
function openTurn(turn: HostedTurn, address: StateAddress): () => void {
  return remoteTurns().open({
    address,
    number: turn.number,
    activityId: turn.activity.id,
    storage: turn.storage,
    sender: turn,
    noteRequest: () => undefined,
    noteEnd: () => undefined,
  });
}
