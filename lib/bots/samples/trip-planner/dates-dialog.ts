import { ComponentDialog, ConfirmPrompt, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from "botbuilder-dialogs";
import { createDatesForm, DatesFormPrompt } from "./dates-form";
import { describeDates, suggestDates, type TripDates } from "./trip-dates";

export const datesDialogId = "dates";
/** `month` was named with the wish, 1 to 12. */
export type DatesOptions = { month?: number | null };
type Step = WaterfallStepContext<DatesOptions>;
type Collected = Partial<TripDates>;

/** Asks for the dates with a form and for leave to propose them; ends with TripDates. */
export class DatesDialog extends ComponentDialog {
  constructor() {
    super(datesDialogId);
    this.addDialog(new WaterfallDialog("datesSteps", [askDates, propose, settle]));
    this.addDialog(new DatesFormPrompt("datesForm"));
    this.addDialog(new ConfirmPrompt("proposePrompt", undefined, "en-us"));
    this.initialDialogId = "datesSteps";
  }
}

async function askDates(step: Step): Promise<DialogTurnResult> {
  return step.prompt("datesForm", { prompt: createDatesForm(suggestDates(step.options.month ?? null, new Date())) });
}

async function propose(step: Step): Promise<DialogTurnResult> {
  const collected: Collected = step.values;
  const dates: TripDates = step.result;
  Object.assign(collected, dates);
  return step.prompt("proposePrompt", {
    prompt: `Shall I propose **${describeDates(dates)}** to the group?`,
    retryPrompt: "Please say yes or no.",
  });
}

async function settle(step: Step): Promise<DialogTurnResult> {
  const { from, to }: Collected = step.values;
  return step.result ? step.endDialog({ from, to }) : step.replaceDialog("datesSteps", step.options);
}
