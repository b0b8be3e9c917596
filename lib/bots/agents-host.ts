import type { Readable } from "node:stream";
import { Activity as AgentsActivity, type ConversationReference } from "@microsoft/agents-activity";
import { type AttachmentInfo, BaseAdapter, type ResourceResponse, TurnContext } from "@microsoft/agents-hosting";
import { toWireActivity } from "@/lib/channels";
import type { Activity } from "@/lib/model";
import { agentsUserTokenClient } from "./agents-user-token-client";
import type { ActivitySender, BotHost, HostedTurn, HostedTurnResult } from "./bot-host";
import type { Bot } from "./bot-module";
import { deliverActivities } from "./deliver-activities";
import { handleFailure, noteFailureOf, runHostedTurn } from "./run-hosted-turn";
import { scopeFor, scopeOf } from "./scope-of";
import { runInScope, type TurnScope, turnScopeKey } from "./turn-scope";
import type { UserTokens } from "./user-tokens";

type Logic = (context: TurnContext) => Promise<void>;

/** Runs an Agents SDK bot: an adapter whose channel is the harness itself. */
export class AgentsHost extends BaseAdapter implements BotHost {
  constructor(
    private readonly bot: Bot<TurnContext>,
    private readonly senderFor?: (conversationId: string) => ActivitySender,
    private readonly userTokens?: UserTokens,
  ) {
    super();
    // Unlike v4, this SDK has a handler of its own, which apologises in two messages.
    const onTurnError = bot.onTurnError?.bind(bot) ?? this.onTurnError;
    this.onTurnError = (context, error) => handleFailure(scopeOf(context), error, async () => onTurnError(context, error));
  }

  runTurn(turn: HostedTurn): Promise<HostedTurnResult> {
    return runHostedTurn(turn, async (scope) => {
      const context = new TurnContext(this, toAgentsActivity(turn.activity));
      this.equip(context, scope);
      await this.runMiddleware(context, (proxy) => noteFailureOf(scope, async () => this.bot.run(proxy)));
    });
  }

  /** What the SDK's own adapters put into the turn state too. */
  private equip(context: TurnContext, scope: TurnScope): void {
    context.turnState.set(turnScopeKey, scope);
    if (this.userTokens) context.turnState.set(this.UserTokenClientKey, agentsUserTokenClient(this.userTokens));
  }

  override async sendActivities(context: TurnContext, activities: AgentsActivity[]): Promise<ResourceResponse[]> {
    const ids = await deliverActivities(scopeOf(context), activities.map(fromAgentsActivity));
    return ids.map((id) => ({ id }));
  }

  override async updateActivity(context: TurnContext, activity: AgentsActivity): Promise<ResourceResponse> {
    if (!activity.id) throw new TypeError("updateActivity needs the id of the activity to replace.");
    await scopeOf(context).sender.updateActivity(toWireActivity(fromAgentsActivity(activity)));
    return { id: activity.id };
  }

  override async deleteActivity(context: TurnContext, reference: Partial<ConversationReference>): Promise<void> {
    if (!reference.activityId) throw new TypeError("deleteActivity needs the id of the activity to delete.");
    await scopeOf(context).sender.deleteActivity(reference.activityId);
  }

  override async continueConversation(_botAppId: unknown, reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    const scope = scopeFor(reference.conversation?.id, this.senderFor);
    // The SDK's types want a whole reference where it reads only what it finds.
    const context = new TurnContext(this, AgentsActivity.getContinuationActivity(reference as ConversationReference));
    this.equip(context, scope);
    await runInScope(scope, () => this.runMiddleware(context, logic));
  }

  // Attachments travel inside the activities as data URLs, so the channel has no store for them.
  override async uploadAttachment(): Promise<ResourceResponse> {
    throw new Error("This channel has no attachment store: send the file as a data URL.");
  }

  override async getAttachmentInfo(): Promise<AttachmentInfo> {
    throw new Error("This channel has no attachment store: the file is the attachment's contentUrl.");
  }

  override async getAttachment(): Promise<Readable> {
    throw new Error("This channel has no attachment store: the file is the attachment's contentUrl.");
  }
}

/** A copy; `deliveryMode` is dropped, since `expectReplies` would keep the replies where nobody collects them in process. */
function toAgentsActivity(activity: Activity): AgentsActivity {
  const { deliveryMode: _, ...copy } = structuredClone(activity);
  return AgentsActivity.fromObject(copy);
}

/** The SDK's class keeps `channelId` in the private field `_channelId`, and calls the bot of a reference `agent`. */
function fromAgentsActivity(activity: AgentsActivity): object {
  const { relatesTo } = activity;
  const wire = { ...activity, _channelId: undefined, channelId: activity.channelId };
  return relatesTo?.agent ? { ...wire, relatesTo: { ...relatesTo, agent: undefined, bot: relatesTo.agent } } : wire;
}
