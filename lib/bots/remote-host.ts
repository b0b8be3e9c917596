import {
  BotAnswerError,
  type BotEndpoint,
  BotRequestError,
  checkWireActivity,
  type IncomingAnswer,
  postToBot,
  readBotAnswer,
  readInvokeAnswer,
  requireInvokeTaken,
  withoutServiceAddress,
} from "@/lib/channels";
import type { Activity, BotGeneration, DeliveryMode, TurnError } from "@/lib/model";
import { isUrlSafe } from "./bot-generation";
import type { BotHost, HostedTurn, HostedTurnResult } from "./bot-host";
import { remoteTurns } from "./remote-turns";
import { whenAborted } from "./run-hosted-turn";
import { toTurnError } from "./to-turn-error";
import { TurnEndWatch } from "./turn-end-watch";
import { TurnObserver } from "./turn-observer";

/** A bot elsewhere, as its host knows it. `serviceUrl` is where it is to send its replies: that address is the bot's own. */
export type RemoteFacts = {
  id: string;
  endpoint: BotEndpoint;
  deliveryMode: DeliveryMode;
  timeoutMs: number;
  serviceUrl: () => string;
  /** As far as it is known now. */
  generation: () => BotGeneration;
};

/** An answer that comes after the turn's time still brings its replies, if it comes within this. */
const latenessMs = 60_000;

type Running = { turn: HostedTurn; watch: TurnEndWatch; observer: TurnObserver };

/** Runs a bot over HTTP: posts the activity, and takes what the bot sends to our Connector API until it is done. */
export class RemoteHost implements BotHost {
  constructor(private readonly bot: RemoteFacts) {}

  async runTurn(turn: HostedTurn): Promise<HostedTurnResult> {
    const running = { turn, watch: new TurnEndWatch(turn.activity.type === "message"), observer: new TurnObserver() };
    const leave = this.openTurn(running);
    const aborted = whenAborted(turn.signal);
    try {
      const error = await Promise.race([this.deliver(running).then(() => null, toRemoteError), aborted.promise.then(toAbortError)]);
      return { error, observed: running.observer.end() };
    } finally {
      aborted.stop();
      running.watch.stop();
      leave();
    }
  }

  private openTurn({ turn, watch }: Running): () => void {
    const { activity, number, storage } = turn;
    const address = {
      botId: this.bot.id,
      channelId: activity.channelId,
      conversationId: activity.conversation.id,
      userId: activity.from.id,
    };
    return remoteTurns().open({
      address,
      number,
      activityId: activity.id,
      storage,
      sender: {
        async sendActivities(activities) {
          const ids = await turn.sendActivities(activities);
          watch.noteReply();
          return ids;
        },
        updateActivity: (updated) => turn.updateActivity(updated),
        deleteActivity: (activityId) => turn.deleteActivity(activityId),
      },
      noteRequest: () => watch.noteRequest(),
      noteEnd: () => watch.noteEnd(),
    });
  }

  /** Goes on when the turn's time is over, so that a late answer is not lost. */
  private async deliver({ turn, watch, observer }: Running): Promise<void> {
    const signal = AbortSignal.timeout(this.bot.timeoutMs + latenessMs);
    this.refuseUnsafeId(turn.activity);
    const answer = await postToBot(this.bot.endpoint, this.toBot(turn.activity), signal);
    if (turn.activity.type === "invoke") return this.takeInvokeAnswer(turn, answer);
    const { kind, activities, problem } = readBotAnswer(answer);
    if (problem !== null) observer.noteProblem(problem);
    await this.sendReplies(turn, activities);
    if (kind === "accepted" && !turn.signal.aborted) await watch.untilEnd();
  }

  /** What was answered belongs to the turn's record, whether the bot took the invoke or not. */
  private async takeInvokeAnswer(turn: HostedTurn, answer: IncomingAnswer): Promise<void> {
    const { status, body, replies } = readInvokeAnswer(answer);
    await this.sendReplies(turn, replies);
    await turn.sendActivities([this.fromBot({ type: "invokeResponse", value: { status, body } })]);
    requireInvokeTaken(answer);
  }

  /** Buffered replies hold delays too, which are over by now. */
  private async sendReplies(turn: HostedTurn, activities: readonly unknown[]): Promise<void> {
    const replies = activities.map((activity) => this.fromBot(activity)).filter(({ type }) => type !== "delay");
    if (replies.length > 0) await turn.sendActivities(replies);
  }

  private refuseUnsafeId({ conversation }: Activity): void {
    if (this.bot.generation() !== "agents" || isUrlSafe(conversation.id)) return;
    throw new Error(
      "The bot is made with the Agents SDK, which puts the conversation's id into addresses as it is: it cannot reply in one with this id. Start another.",
    );
  }

  private fromBot(activity: unknown): Partial<Activity> {
    return checkWireActivity(withoutServiceAddress(activity, this.bot.serviceUrl()));
  }

  /** The wire's copy: where to reply is for the bot alone, and never in the log. */
  private toBot(activity: Activity): Activity {
    const { deliveryMode } = this.bot;
    return { ...activity, serviceUrl: this.bot.serviceUrl(), ...(deliveryMode === "expectReplies" && { deliveryMode }) };
  }
}

function toAbortError({ reason }: { reason: unknown }): TurnError {
  return toTurnError(reason);
}

/** What the bot said instead of an answer stands where a stack would: it is what helps. */
function toRemoteError(error: unknown): TurnError {
  if (error instanceof BotAnswerError) return { name: error.name, message: error.message, ...(error.body && { stack: error.body }) };
  if (error instanceof BotRequestError) return { name: error.name, message: error.message };
  return toTurnError(error);
}
