import { ActivityHandler, ConversationState, type StatePropertyAccessor, type TurnContext, UserState } from "botbuilder-core";
import type { BotStorage } from "@/lib/state";
import type { Bot } from "../../bot-module";

type UserProfile = { name?: string };
type ConversationData = { promptedForUserName?: boolean; timestamp?: string; channelId?: string };

/** Behaves as the JavaScript column of protocols.md §6; a malformed state makes it throw, as the sample does. */
class StateManagementHandler extends ActivityHandler {
  private readonly userProfile: StatePropertyAccessor<UserProfile>;
  private readonly conversationData: StatePropertyAccessor<ConversationData>;

  constructor(userState: UserState, conversationState: ConversationState) {
    super();
    this.userProfile = userState.createProperty("userProfile");
    this.conversationData = conversationState.createProperty("conversationData");
    this.onMembersAdded(async (context, next) => {
      await welcome(context);
      await next();
    });
    this.onMessage(async (context, next) => {
      const profile = await this.userProfile.get(context, {});
      const data = await this.conversationData.get(context, { promptedForUserName: false });
      await (profile.name ? repeat(context, profile, data) : askForName(context, profile, data));
      await next();
    });
  }
}

async function welcome(context: TurnContext): Promise<void> {
  const { membersAdded = [], recipient } = context.activity;
  for (const member of membersAdded) {
    if (member.id !== recipient.id) await context.sendActivity("Welcome to State Bot Sample. Type anything to get started.");
  }
}

async function askForName(context: TurnContext, profile: UserProfile, data: ConversationData): Promise<void> {
  if (!data.promptedForUserName) {
    await context.sendActivity("What is your name?");
    data.promptedForUserName = true;
    return;
  }
  profile.name = context.activity.text;
  await context.sendActivity(`Thanks ${profile.name}. To see conversation data, type anything.`);
  data.promptedForUserName = false;
}

async function repeat(context: TurnContext, profile: UserProfile, data: ConversationData): Promise<void> {
  const { timestamp, text, channelId } = context.activity;
  data.timestamp = timestamp?.toLocaleString();
  data.channelId = channelId;
  await context.sendActivity(`${profile.name} sent: ${text}`);
  await context.sendActivity(`Message received at: ${data.timestamp}`);
  await context.sendActivity(`Message received from: ${data.channelId}`);
}

export function createStateManagementBot({ storage }: { storage: BotStorage }): Bot<TurnContext> {
  const userState = new UserState(storage);
  const conversationState = new ConversationState(storage);
  const handler = new StateManagementHandler(userState, conversationState);
  return {
    async run(context) {
      await handler.run(context);
      await conversationState.saveChanges(context);
      await userState.saveChanges(context);
    },
    /** The conversation state may be what made the bot fail, so it goes; the user's stays. */
    async onTurnError(context, error) {
      await context.sendTraceActivity("OnTurnError Trace", `${error}`, "https://www.botframework.com/schemas/error", "TurnError");
      await context.sendActivity("The bot encountered an error or bug.");
      await context.sendActivity("To continue to run this bot, please fix the bot source code.");
      await conversationState.delete(context);
    },
  };
}
