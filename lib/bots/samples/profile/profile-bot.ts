import { ActivityTypes, ConversationState, type StatePropertyAccessor, type TurnContext, UserState } from "botbuilder-core";
import { type DialogContext, DialogSet, WaterfallDialog, type WaterfallStepContext } from "botbuilder-dialogs";
import type { BotStorage } from "@/lib/state";
import type { Bot } from "../../bot-module";
import { createProfileDialogs, type Profile, profileDialogId } from "./profile-dialog";

const rootDialogId = "root";
const help = "I ask for your name, age and birthday, and then greet you by name. Say **cancel** to stop; nothing is kept then.";

export function createProfileBot({ storage }: { storage: BotStorage }): Bot<TurnContext> {
  const userState = new UserState(storage);
  const conversationState = new ConversationState(storage);
  const dialogs = new DialogSet(conversationState.createProperty("dialogState"));
  dialogs.add(createRootDialog(userState.createProperty("profile")));
  for (const dialog of createProfileDialogs()) dialogs.add(dialog);
  return {
    async run(context) {
      if (context.activity.type === ActivityTypes.ConversationUpdate) await welcome(context);
      if (context.activity.type !== ActivityTypes.Message) return;
      // The bot speaks English, so it reads numbers and dates as English, whatever language the browser names.
      context.activity.locale = "en-US";
      await answer(await dialogs.createContext(context));
      await conversationState.saveChanges(context);
      await userState.saveChanges(context);
    },
  };
}

async function welcome(context: TurnContext): Promise<void> {
  const { membersAdded = [], recipient } = context.activity;
  if (membersAdded.some((member) => member.id !== recipient.id)) await context.sendActivity("Welcome! Say anything to begin.");
}

/** `help` and `cancel` come before the dialogs, whichever is active. */
async function answer(dialogContext: DialogContext): Promise<void> {
  const { context } = dialogContext;
  const text = context.activity.text?.trim().toLowerCase();
  if (text === "help") {
    await context.sendActivity(help);
    return dialogContext.repromptDialog();
  }
  if (text === "cancel") {
    await context.sendActivity(dialogContext.activeDialog ? "Cancelled. I have kept nothing of it." : "There is nothing to cancel.");
    await dialogContext.cancelAllDialogs();
    return;
  }
  await dialogContext.continueDialog();
  if (!context.responded) await dialogContext.beginDialog(rootDialogId);
}

/** Begins `profile` when no name is known, moves what it collected to user state at its end, and greets. */
function createRootDialog(accessor: StatePropertyAccessor<Partial<Profile>>): WaterfallDialog {
  return new WaterfallDialog(rootDialogId, [
    async (step) => {
      const known = await accessor.get(step.context);
      return known?.name ? step.next() : step.beginDialog(profileDialogId);
    },
    async (step: WaterfallStepContext) => {
      const collected: Profile | undefined = step.result;
      if (collected) await accessor.set(step.context, { name: collected.name, age: collected.age, birthday: collected.birthday });
      const known = await accessor.get(step.context);
      await step.context.sendActivity(`Hello ${known?.name}!`);
      return step.endDialog();
    },
  ]);
}
