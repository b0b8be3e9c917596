import { BotAdapter, TurnContext } from "botbuilder-core";
import { ActivityEx, type ConversationReference, type ResourceResponse, type Activity as V4Activity } from "botframework-schema";
import { toWireActivity } from "@/lib/channels";
import type { Activity } from "@/lib/model";
import type { ActivitySender, BotHost, HostedTurn, HostedTurnResult } from "./bot-host";
import type { Bot } from "./bot-module";
import { deliverActivities } from "./deliver-activities";
import { handleFailure, noteFailureOf, runHostedTurn } from "./run-hosted-turn";
import { scopeFor, scopeOf } from "./scope-of";
import { runInScope, type TurnScope, turnScopeKey } from "./turn-scope";
import type { UserTokens } from "./user-tokens";
import { v4UserTokenClient } from "./v4-user-token-client";

type Logic = (context: TurnContext) => Promise<void>;

/** Runs a Bot Framework v4 bot: an adapter whose channel is the harness itself. */
export class V4Host extends BotAdapter implements BotHost {
  /** Where OAuthPrompt and bots look for the client of people's tokens, as with CloudAdapter. */
  readonly UserTokenClientKey = Symbol("UserTokenClient");

  constructor(
    private readonly bot: Bot<TurnContext>,
    private readonly senderFor?: (conversationId: string) => ActivitySender,
    private readonly userTokens?: UserTokens,
  ) {
    super();
    // Left unset for a bot without a handler: the SDK's adapter then throws the error on.
    if (bot.onTurnError) {
      this.onTurnError = (context, error) => handleFailure(scopeOf(context), error, async () => bot.onTurnError?.(context, error));
    }
  }

  runTurn(turn: HostedTurn): Promise<HostedTurnResult> {
    return runHostedTurn(turn, async (scope) => {
      const context = new TurnContext(this, toV4Activity(turn.activity));
      this.equip(context, scope);
      await this.runMiddleware(context, (proxy) => noteFailureOf(scope, async () => this.bot.run(proxy)));
    });
  }

  /** What the SDK's own adapters put into the turn state too. */
  private equip(context: TurnContext, scope: TurnScope): void {
    context.turnState.set(turnScopeKey, scope);
    if (this.userTokens) context.turnState.set(this.UserTokenClientKey, v4UserTokenClient(this.userTokens));
  }

  override async sendActivities(context: TurnContext, activities: Partial<V4Activity>[]): Promise<ResourceResponse[]> {
    const ids = await deliverActivities(scopeOf(context), activities);
    return ids.map((id) => ({ id }));
  }

  override async updateActivity(context: TurnContext, activity: Partial<V4Activity>): Promise<ResourceResponse> {
    if (!activity.id) throw new TypeError("updateActivity needs the id of the activity to replace.");
    await scopeOf(context).sender.updateActivity(toWireActivity(activity));
    return { id: activity.id };
  }

  override async deleteActivity(context: TurnContext, reference: Partial<ConversationReference>): Promise<void> {
    if (!reference.activityId) throw new TypeError("deleteActivity needs the id of the activity to delete.");
    await scopeOf(context).sender.deleteActivity(reference.activityId);
  }

  override async continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    const scope = scopeFor(reference.conversation?.id, this.senderFor);
    const context = new TurnContext(this, ActivityEx.getContinuationActivity(reference));
    this.equip(context, scope);
    await runInScope(scope, () => this.runMiddleware(context, logic));
  }

  /** The app id or claims, and an audience, matter to a cloud channel only. */
  override async continueConversationAsync(
    _botAppId: unknown,
    reference: Partial<ConversationReference>,
    audienceOrLogic: string | Logic,
    maybeLogic?: Logic,
  ): Promise<void> {
    const logic = typeof audienceOrLogic === "string" ? maybeLogic : audienceOrLogic;
    if (!logic) throw new TypeError("continueConversationAsync needs the logic to run.");
    await this.continueConversation(reference, logic);
  }
}

/**
 * A copy with dates as Date objects, as CloudAdapter parses them. `deliveryMode` is dropped, since `expectReplies` would
 * keep the replies in the turn context, where nobody collects them in process.
 */
function toV4Activity(activity: Activity): Partial<V4Activity> {
  // The SDK's type is the wire's, spelled with enums; the shape was checked when the activity was posted.
  const { deliveryMode: _, ...copy } = structuredClone<unknown>(activity) as Partial<V4Activity>;
  const { timestamp, localTimestamp, expiration } = activity;
  return {
    ...copy,
    ...(typeof timestamp === "string" && { timestamp: new Date(timestamp), rawTimestamp: timestamp }),
    ...(typeof localTimestamp === "string" && { localTimestamp: new Date(localTimestamp), rawLocalTimestamp: localTimestamp }),
    ...(typeof expiration === "string" && { expiration: new Date(expiration), rawExpiration: expiration }),
  };
}
