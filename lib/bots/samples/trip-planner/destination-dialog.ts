import { CardFactory, MessageFactory } from "botbuilder-core";
import {
  ChoicePrompt,
  ComponentDialog,
  type DialogTurnResult,
  type FoundChoice,
  type PromptValidatorContext,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from "botbuilder-dialogs";
import type { Activity } from "botframework-schema";
import { knownCityIn, type Place, suggestPlaces, themeIn } from "./places";
import { monthIn } from "./trip-dates";
import type { TripMemory } from "./trip-memory";
import { cityIn, votedCityIn } from "./understand";

export const destinationDialogId = "destination";
/** `wish` is what was said already, when the first message said it. */
export type DestinationOptions = { wish?: string; greeting?: string };
export type DestinationResult = { city: string; month: number | null };
type Step = WaterfallStepContext<DestinationOptions>;
type Collected = { month?: number | null };

const wishExamples = ["Somewhere warm in May", "Snow", "Old streets and museums"];

/** Asks for a wish, suggests three places as cards and takes a choice or any city; ends with a DestinationResult. */
export class DestinationDialog extends ComponentDialog {
  constructor(private readonly memory: TripMemory) {
    super(destinationDialogId);
    this.addDialog(new WaterfallDialog<DestinationOptions>("destinationSteps", [askWish, (step) => this.suggest(step), settle]));
    this.addDialog(new TextPrompt("wishPrompt"));
    this.addDialog(new ChoicePrompt("destinationPrompt", isChoiceOrCity, "en-us"));
    this.initialDialogId = "destinationSteps";
  }

  private async suggest(step: Step): Promise<DialogTurnResult> {
    const wish: string = step.result;
    const collected: Collected = step.values;
    collected.month = monthIn(wish);
    const city = knownCityIn(wish) ?? votedCityIn(wish);
    if (city) return step.next({ value: city });
    const wishes = await this.memory.wishes.get(step.context);
    const suggestions = suggestPlaces(themeIn(wish), wishes?.budgetEur);
    return step.prompt("destinationPrompt", {
      prompt: toCarousel(suggestions),
      retryPrompt: "Please pick one of these, or type a city.",
      choices: suggestions.map((place) => place.city),
    });
  }
}

async function askWish(step: Step): Promise<DialogTurnResult> {
  const { wish, greeting = "" } = step.options;
  if (wish) return step.next(wish);
  const prompt = `${greeting}Where shall we go? Tell me what you like, or name a city.`;
  return step.prompt("wishPrompt", { prompt: MessageFactory.suggestedActions(wishExamples, prompt), retryPrompt: prompt });
}

async function settle(step: Step): Promise<DialogTurnResult> {
  const { month = null }: Collected = step.values;
  const choice: Pick<FoundChoice, "value"> = step.result;
  const result: DestinationResult = { city: choice.value, month };
  return step.endDialog(result);
}

/** The choices are suggestions: any other city will do as well. */
async function isChoiceOrCity({ recognized, context }: PromptValidatorContext<FoundChoice>): Promise<boolean> {
  const city = cityIn(context.activity.text ?? "");
  if (!recognized.succeeded && city) Object.assign(recognized, { succeeded: true, value: { value: city, index: -1, score: 1 } });
  return recognized.succeeded;
}

function toCarousel(suggestions: readonly Place[]): Partial<Activity> {
  const cards = suggestions.map((place) =>
    CardFactory.heroCard(place.city, place.why, undefined, undefined, { subtitle: `${place.country} · about ${place.weekEur} € a week` }),
  );
  return MessageFactory.carousel(cards, "How about these? Pick one, or type a city.");
}
