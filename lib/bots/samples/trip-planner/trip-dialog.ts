import {
  ChoicePrompt,
  type Dialog,
  type DialogTurnResult,
  type FoundChoice,
  type PromptValidatorContext,
  WaterfallDialog,
  type WaterfallStepContext,
} from "botbuilder-dialogs";
import { concludeTrip } from "./conclude-trip";
import { DatesDialog, datesDialogId } from "./dates-dialog";
import { DestinationDialog, type DestinationOptions, type DestinationResult, destinationDialogId } from "./destination-dialog";
import { describeDates, type TripDates } from "./trip-dates";
import type { TripMemory } from "./trip-memory";
import { castVote, describeVotes, isUnanimous } from "./votes";

export const tripDialogId = "trip";
const agreementPromptId = "agreementPrompt";
const agree = "I agree";
const changeDates = "Change dates";
type Step = WaterfallStepContext<DestinationOptions>;

/**
 * The way to an agreed trip: destination, dates, agreement. Each step is skipped when the trip in the conversation state has
 * what it asks for, so the dialog goes on where it was after its own state has been reset.
 */
export function createTripDialogs(memory: TripMemory): Dialog[] {
  const askDestination = async (step: Step): Promise<DialogTurnResult> => {
    const trip = await memory.requireTrip(step.context);
    if (trip.destination) return step.next();
    trip.phase = "destination";
    return step.beginDialog(destinationDialogId, step.options);
  };

  const askDates = async (step: Step): Promise<DialogTurnResult> => {
    const trip = await memory.requireTrip(step.context);
    const settled: DestinationResult | undefined = step.result;
    if (settled) castVote(trip, step.context.activity.from.id, settled.city);
    if (trip.dates) return step.next();
    trip.phase = "dates";
    if (settled) await step.context.sendActivity(`**${settled.city}**, a good choice.`);
    return step.beginDialog(datesDialogId, { month: settled?.month ?? null });
  };

  const askAgreement = async (step: Step): Promise<DialogTurnResult> => {
    const trip = await memory.requireTrip(step.context);
    const dates: TripDates | undefined = step.result ?? trip.dates;
    // Someone may have reset the conversation state while the dialog went on.
    if (!trip.destination || !dates) return step.replaceDialog(tripDialogId);
    trip.dates = dates;
    trip.phase = "agreement";
    return step.prompt(agreementPromptId, {
      prompt: `The plan: **${trip.destination}**, ${describeDates(dates)} (${describeVotes(trip)}). Does everybody agree?`,
      retryPrompt: `Please say *${agree}*, *${changeDates}*, or for instance *I vote for Split*.`,
      choices: [{ value: agree, synonyms: ["agree", "agreed", "yes", "ok", "okay"] }, changeDates],
    });
  };

  const conclude = async (step: Step): Promise<DialogTurnResult> => {
    const trip = await memory.requireTrip(step.context);
    const choice: FoundChoice = step.result;
    if (choice.value === changeDates) delete trip.dates;
    if (choice.value === changeDates || !trip.destination) return step.replaceDialog(tripDialogId);
    castVote(trip, step.context.activity.from.id, trip.destination);
    if (!isUnanimous(trip)) {
      await step.context.sendActivity("Thank you. Not everybody who voted is of that mind yet.");
      return step.replaceDialog(tripDialogId);
    }
    await concludeTrip(step.context, memory, trip);
    return step.endDialog();
  };

  return [
    new WaterfallDialog<DestinationOptions>(tripDialogId, [askDestination, askDates, askAgreement, conclude]),
    new DestinationDialog(memory),
    new DatesDialog(),
    new ChoicePrompt(agreementPromptId, isNoDenial, "en-us"),
  ];
}

/** The recognizer takes words in between, so that it would read "I do not agree" as "I agree". */
async function isNoDenial({ recognized, context }: PromptValidatorContext<FoundChoice>): Promise<boolean> {
  return recognized.succeeded && !/\b(not|no|never|don['’]?t)\b/i.test(context.activity.text ?? "");
}
