import type { DialogContext } from "botbuilder-dialogs";
import { describeTrip } from "./conclude-trip";
import { tripDialogId } from "./trip-dialog";
import type { TripMemory } from "./trip-memory";

const help = [
  "I plan a trip in three steps: a **destination**, the **dates**, and everybody's **agreement**. At any point you can say:",
  "",
  "- *I'm Ann from Gent*, *vegetarian please*: I remember that of you everywhere",
  "- *my budget is 900 euros*: only you and I know, until the trip is agreed",
  "- *I vote for Split*: everybody in this conversation sees it",
  "- *status*: what I know; *cancel*: leave the question; *new trip*: begin again",
].join("\n");

/** Answers a command and says whether the text was one. */
export async function answerCommand(dialogContext: DialogContext, memory: TripMemory, text: string): Promise<boolean> {
  const command = text.toLowerCase().replace(/[.!?]+$/, "");
  const { context } = dialogContext;
  if (command === "help") {
    await context.sendActivity(help);
    await dialogContext.repromptDialog();
  } else if (command === "status" || command.startsWith("what do you know")) {
    await context.sendActivity(await describeMemory(dialogContext, memory));
    await dialogContext.repromptDialog();
  } else if (command === "cancel") {
    const isAsking = dialogContext.activeDialog !== undefined;
    await context.sendActivity(isAsking ? "All right, I stop asking. Say anything to go on." : "There is nothing to cancel.");
    await dialogContext.cancelAllDialogs();
  } else if (command === "new trip") {
    await memory.trip.set(context, { phase: "destination", votes: {}, members: [context.activity.from.id] });
    await dialogContext.cancelAllDialogs();
    await dialogContext.beginDialog(tripDialogId, { greeting: "A new trip, then. " });
  } else return false;
  return true;
}

async function describeMemory({ context }: DialogContext, memory: TripMemory): Promise<string> {
  const profile = (await memory.profile.get(context)) ?? {};
  const wishes = await memory.wishes.get(context);
  const about = [profile.name, profile.homeCity && `from ${profile.homeCity}`, profile.diet && `food: ${profile.diet}`].filter(Boolean);
  const lines = [
    `- You: ${about.join(", ") || "nothing yet"}`,
    `- Your budget: ${wishes?.budgetEur === undefined ? "not told" : "known to you and me only"}`,
  ];
  return `${lines.join("\n")}\n${describeTrip(await memory.requireTrip(context))}`;
}
