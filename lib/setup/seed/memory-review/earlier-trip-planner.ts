import { ConversationState, type TurnContext, UserState } from "botbuilder-core";
import { type DialogContext, DialogSet, TextPrompt, WaterfallDialog, type WaterfallStepContext } from "botbuilder-dialogs";
import type { Bot, BotStorage, V4BotDefinition } from "@/lib/bots";
import { tripPlanner } from "../../../bots/samples/trip-planner";

/**
 * The trip planner as it was before: 0.0.7 sold insurance and kept passports, 0.0.8 kept budgets where everybody in the conversation
 * sees them, and a log of what was said. What each remembered and today's does not is what the story is about.
 */
export type Release = "0.0.7" | "0.0.8";

/** Whom 0.0.8 asks for prices, and what may take its time. */
export type PriceDesk = { ask(): Promise<void> };

export function earlierTripPlanner(version: Release, priceDesk: PriceDesk): V4BotDefinition {
  const createBot = async ({ storage }: { storage: BotStorage }): Promise<Bot<TurnContext>> => {
    const today = await tripPlanner.createBot({ storage });
    const earlier = version === "0.0.7" ? release7(storage) : release8(storage, priceDesk);
    return {
      async run(context) {
        const isMessage = context.activity.type === "message";
        if (!isMessage || !(await earlier(context, context.activity.text ?? ""))) await today.run(context);
      },
    };
  };
  return { ...tripPlanner, version, createBot };
}

/** Answers whether a text was for it. */
type Hearing = (context: TurnContext, text: string) => Promise<boolean>;

function release7(storage: BotStorage): Hearing {
  const [userState, conversationState] = [new UserState(storage), new ConversationState(storage)];
  const [contact, document] = [userState.createProperty("contact"), userState.createProperty("travelDocument")];
  const organiser = conversationState.createProperty("organiser");
  const dialogs = insuranceDialogs(conversationState);
  return async (context, text) => {
    const [, phone] = /my phone is (.+)/i.exec(text) ?? [];
    const [, passport] = /my passport is (.+)/i.exec(text) ?? [];
    const [, email] = /write to me at (\S+)/i.exec(text) ?? [];
    const [, ownEmail] = /my e-mail is (\S+)/i.exec(text) ?? [];
    const dialogContext = await dialogs.createContext(context);
    if (phone) await contact.set(context, { phone });
    else if (ownEmail) await contact.set(context, { email: ownEmail });
    else if (passport) await document.set(context, { passportNumber: passport, country: "BE" });
    else if (email) await organiser.set(context, { name: context.activity.from.name, email });
    else if (/newsletter/i.test(text)) await subscribe(storage, context);
    else if (!(await insure(dialogContext, text))) return false;
    if (!context.responded) await context.sendActivity("Noted.");
    await conversationState.saveChanges(context);
    await userState.saveChanges(context);
    return true;
  };
}

function insuranceDialogs(conversationState: ConversationState): DialogSet {
  const dialogs = new DialogSet(conversationState.createProperty("dialogState"));
  const ask = (property: string, prompt: string) => async (step: WaterfallStepContext) => {
    Object.assign(step.values, step.result === undefined ? {} : { [property]: step.result });
    return step.prompt("insurancePrompt", prompt);
  };
  dialogs.add(new TextPrompt("insurancePrompt"));
  return dialogs.add(
    new WaterfallDialog("insurance", [
      ask("begun", "Shall I insure the trip? Then tell me when you were born."),
      ask("bornOn", "And your illnesses of the last five years?"),
      async (step) => step.endDialog(),
    ]),
  );
}

async function insure(dialogContext: DialogContext, text: string): Promise<boolean> {
  const isInsuring = dialogContext.stack.some(({ id }) => id === "insurance");
  if (isInsuring) await dialogContext.continueDialog();
  else if (/insure/i.test(text)) await dialogContext.beginDialog("insurance");
  else return false;
  return true;
}

/** Under a key that no scope has: the next release forgot that it is there. */
async function subscribe(storage: BotStorage, { activity: { from } }: TurnContext): Promise<void> {
  await storage.write({ [`newsletter/${from.id}`]: { name: from.name, isSubscribed: true } });
}

function release8(storage: BotStorage, priceDesk: PriceDesk): Hearing {
  const conversationState = new ConversationState(storage);
  const log = conversationState.createProperty<{ from: string; text: string }[]>("chatLog");
  const wishes = conversationState.createProperty<Record<string, unknown>>("wishes");
  const prices = conversationState.createProperty("prices");
  return async (context, text) => {
    const [, budget] = /budget is (\d+)/i.exec(text) ?? [];
    const isPriceCheck = /check the prices/i.test(text);
    await log.set(context, [...(await log.get(context, [])), { from: context.activity.from.name, text }]);
    if (budget) await wishes.set(context, { budgetEur: Number(budget) });
    if (isPriceCheck) await priceDesk.ask();
    if (isPriceCheck) await prices.set(context, { weekEur: 700 });
    if (budget || isPriceCheck) await context.sendActivity(budget ? "Noted." : "About 700 € a week.");
    await conversationState.saveChanges(context);
    return Boolean(budget) || isPriceCheck;
  };
}
