import { CardFactory, MessageFactory, type TurnContext } from "botbuilder-core";
import { Prompt, type PromptOptions, type PromptRecognizerResult } from "botbuilder-dialogs";
import type { Activity } from "botframework-schema";
import { parseDates, type TripDates } from "./trip-dates";

const submitKind = "trip-dates";

/** The Adaptive Card that asks for two days, filled in with a suggestion. */
export function createDatesForm(suggested: TripDates): Partial<Activity> {
  return MessageFactory.attachment(
    CardFactory.adaptiveCard({
      $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
      type: "AdaptiveCard",
      version: "1.3",
      body: [
        { type: "TextBlock", text: "When do you travel?", weight: "Bolder", size: "Medium" },
        { type: "Input.Date", id: "from", label: "From", value: suggested.from },
        { type: "Input.Date", id: "to", label: "To", value: suggested.to },
      ],
      actions: [{ type: "Action.Submit", title: "Suggest dates", data: { kind: submitKind } }],
    }),
  );
}

/** Submitting a card comes as a message without text whose value holds the inputs. */
export function isDatesSubmission(activity: Partial<Activity>): boolean {
  const value: unknown = activity.value;
  return typeof value === "object" && value !== null && "kind" in value && value.kind === submitKind;
}

/** Asks once with the card, then waits for its submission, or for two days typed as 2027-05-02 to 2027-05-09. */
export class DatesFormPrompt extends Prompt<TripDates> {
  // The SDK's constructor is protected, since a prompt is meant to be subclassed.
  constructor(dialogId: string) {
    super(dialogId);
  }

  protected override async onPrompt(
    context: TurnContext,
    state: { asked?: number },
    options: PromptOptions,
    isRetry: boolean,
  ): Promise<void> {
    state.asked = (state.asked ?? 0) + 1;
    if (isRetry)
      await context.sendActivity(
        "Those dates make no trip: it ends on or after its first day and lasts 60 days at most. Please use the form.",
      );
    else if (state.asked > 1) await context.sendActivity("The form for the dates is still open, just above.");
    else if (options.prompt) await context.sendActivity(options.prompt);
  }

  protected override async onRecognize(context: TurnContext): Promise<PromptRecognizerResult<TripDates>> {
    const { text = "", value } = context.activity;
    const [from, to] = text.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const dates = isDatesSubmission(context.activity) ? parseDates(value.from, value.to) : parseDates(from, to);
    return dates ? { succeeded: true, value: dates } : { succeeded: false };
  }
}
