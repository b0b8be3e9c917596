import {
  AgentApplication,
  type DefaultConversationState,
  type DefaultUserState,
  type TurnContext,
  TurnState,
} from "@microsoft/agents-hosting";
import type { BotStorage } from "@/lib/state";
import type { Bot } from "../../bot-module";

type UserProfile = { name?: string };
type ConversationData = { promptedForUserName?: boolean; timestamp?: string; channelId?: string };
type SampleState = TurnState<
  DefaultConversationState & { conversationData?: ConversationData },
  DefaultUserState & { userProfile?: UserProfile }
>;

async function welcome(context: TurnContext): Promise<void> {
  const { membersAdded = [], recipient } = context.activity;
  for (const member of membersAdded) {
    if (member.id !== recipient?.id) await context.sendActivity("Welcome to State Bot Sample. Type anything to get started.");
  }
}

async function answer(context: TurnContext, state: SampleState): Promise<void> {
  // Only what is missing is created: a value that is there but malformed makes the bot fail, as its v4 twin does.
  if (state.user.userProfile === undefined) state.user.userProfile = {};
  if (state.conversation.conversationData === undefined) state.conversation.conversationData = { promptedForUserName: false };
  const { userProfile } = state.user;
  const { conversationData } = state.conversation;
  await (userProfile.name ? repeat(context, userProfile, conversationData) : askForName(context, userProfile, conversationData));
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
  data.timestamp = timestamp === undefined ? undefined : new Date(timestamp).toLocaleString();
  data.channelId = channelId;
  await context.sendActivity(`${profile.name} sent: ${text}`);
  await context.sendActivity(`Message received at: ${data.timestamp}`);
  await context.sendActivity(`Message received from: ${data.channelId}`);
}

export function createStateManagementAgent({ storage }: { storage: BotStorage }): Bot<TurnContext> {
  const app = new AgentApplication<SampleState>({ storage });
  app.onConversationUpdate("membersAdded", welcome);
  app.onActivity("message", answer);
  // Without an afterTurn handler the SDK saves no turn state (since 1.5; protocols.md §9).
  app.onTurn("afterTurn", async () => true);
  return {
    run: (context) => app.run(context),
    async onTurnError(context, error) {
      await context.sendTraceActivity("OnTurnError Trace", `${error}`, "https://www.botframework.com/schemas/error", "TurnError");
      await context.sendActivity("The bot encountered an error or bug.");
      await context.sendActivity("To continue to run this bot, please fix the bot source code.");
      const state = new TurnState();
      await state.load(context, storage);
      state.deleteConversationState();
      await state.save(context, storage);
    },
  };
}
