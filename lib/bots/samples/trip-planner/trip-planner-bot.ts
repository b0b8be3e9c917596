import { ActivityTypes, MessageFactory, type TurnContext } from "botbuilder-core";
import { type DialogContext, DialogSet } from "botbuilder-dialogs";
import type { BotStorage } from "@/lib/state";
import type { Bot } from "../../bot-module";
import { answerCommand } from "./commands";
import { concludeTrip, describeTrip } from "./conclude-trip";
import { datesDialogId } from "./dates-dialog";
import { isDatesSubmission } from "./dates-form";
import { knownCityIn, themeIn } from "./places";
import { createTripDialogs, tripDialogId } from "./trip-dialog";
import { TripMemory } from "./trip-memory";
import { factsIn, votedCityIn } from "./understand";
import { castVote, describeVotes, isUnanimous } from "./votes";

const examples = ["Let's go somewhere warm in May", "I'm Ann from Gent", "Help"];

export function createTripPlannerBot({ storage }: { storage: BotStorage }): Bot<TurnContext> {
  const memory = new TripMemory(storage);
  const dialogs = new DialogSet(memory.dialogState);
  for (const dialog of createTripDialogs(memory)) dialogs.add(dialog);
  return {
    async run(context) {
      if (context.activity.type === ActivityTypes.ConversationUpdate) await welcome(context);
      if (context.activity.type !== ActivityTypes.Message) return;
      // The bot speaks English, so it reads choices and numbers as English, whatever language the browser names.
      context.activity.locale = "en-US";
      await joinTrip(context, memory);
      await answer(await dialogs.createContext(context), memory);
      await memory.save(context);
    },
  };
}

async function welcome(context: TurnContext): Promise<void> {
  const { membersAdded = [], recipient } = context.activity;
  if (!membersAdded.some((member) => member.id !== recipient.id)) return;
  const text = "Welcome! I plan trips for one or several people. Tell me who you are, what you eat, or where you would like to go.";
  await context.sendActivity(MessageFactory.suggestedActions(examples, text));
}

async function joinTrip(context: TurnContext, memory: TripMemory): Promise<void> {
  const { members } = await memory.requireTrip(context);
  if (!members.includes(context.activity.from.id)) members.push(context.activity.from.id);
}

/** Commands, facts and votes interrupt the dialogs; whatever is left is for the dialog in progress. */
async function answer(dialogContext: DialogContext, memory: TripMemory): Promise<void> {
  const text = dialogContext.context.activity.text?.trim() ?? "";
  if (await answerCommand(dialogContext, memory, text)) return;
  if (await noteFacts(dialogContext, memory, text)) return;
  if (await noteVote(dialogContext, memory, text)) return;
  await goOn(dialogContext, memory, text);
}

async function noteFacts(dialogContext: DialogContext, memory: TripMemory, text: string): Promise<boolean> {
  const { context } = dialogContext;
  const { profile, wishes } = factsIn(text);
  const hasProfile = Object.keys(profile).length > 0;
  if (hasProfile) await memory.profile.set(context, { ...(await memory.profile.get(context)), ...profile });
  if (wishes.budgetEur !== undefined) await memory.wishes.set(context, { ...(await memory.wishes.get(context)), ...wishes });
  const sentences = [
    profile.name && `Nice to meet you, **${profile.name}**.`,
    profile.homeCity && `You start from **${profile.homeCity}**.`,
    profile.diet && `Food: **${profile.diet}**, noted.`,
    wishes.budgetEur !== undefined && "Noted, only you can see that.",
  ].filter(Boolean);
  if (sentences.length === 0) return false;
  await context.sendActivity(sentences.join(" "));
  await resume(dialogContext, memory);
  return true;
}

/** A vote counts once there is a destination to vote against; before that, naming a city is the answer to the question. */
async function noteVote(dialogContext: DialogContext, memory: TripMemory, text: string): Promise<boolean> {
  const { context } = dialogContext;
  const city = votedCityIn(text);
  const trip = await memory.requireTrip(context);
  if (!city || !trip.destination || trip.phase === "agreed") return false;
  castVote(trip, context.activity.from.id, city);
  if (trip.phase === "agreement" && isUnanimous(trip)) {
    await dialogContext.cancelAllDialogs();
    await concludeTrip(context, memory, trip);
    return true;
  }
  await context.sendActivity(`Your vote is for **${city}**. So far: ${describeVotes(trip)}.`);
  if (trip.phase === "agreement") await restart(dialogContext);
  else await resume(dialogContext, memory);
  return true;
}

async function goOn(dialogContext: DialogContext, memory: TripMemory, text: string): Promise<void> {
  const { context } = dialogContext;
  const trip = await memory.requireTrip(context);
  if (isDatesSubmission(context.activity) && dialogContext.activeDialog?.id !== datesDialogId) {
    await context.sendActivity("That form is closed. While we are agreeing you can say *change dates*.");
    return;
  }
  await dialogContext.continueDialog();
  if (context.responded) return;
  if (trip.phase === "agreed") {
    await context.sendActivity(`The trip is agreed.\n\n${describeTrip(trip)}\n\nSay *new trip* to plan another.`);
    return;
  }
  const profile = await memory.profile.get(context);
  const wish = themeIn(text) || knownCityIn(text) || votedCityIn(text) ? text : undefined;
  await dialogContext.beginDialog(tripDialogId, { wish, greeting: profile?.name ? `Hello ${profile.name}! ` : "Hello! " });
}

/** After an interruption: asks the pending question again, or begins when there is none and a trip to plan. */
async function resume(dialogContext: DialogContext, memory: TripMemory): Promise<void> {
  const trip = await memory.requireTrip(dialogContext.context);
  if (dialogContext.activeDialog) await dialogContext.repromptDialog();
  else if (trip.phase !== "agreed") await dialogContext.beginDialog(tripDialogId);
}

/** The plan has changed, so its question is asked anew. */
async function restart(dialogContext: DialogContext): Promise<void> {
  await dialogContext.cancelAllDialogs();
  await dialogContext.beginDialog(tripDialogId);
}
