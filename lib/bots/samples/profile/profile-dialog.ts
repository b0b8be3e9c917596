import {
  ConfirmPrompt,
  DateTimePrompt,
  type DateTimeResolution,
  type DialogTurnResult,
  NumberPrompt,
  type PromptValidatorContext,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from "botbuilder-dialogs";
import { describeBirthday, toBirthday } from "./birthday";

export type Profile = { name: string; age: number; birthday: string };
type Collected = Partial<Profile>;
type Step = WaterfallStepContext;

const prompts = { name: "namePrompt", age: "agePrompt", birthday: "birthdayPrompt", confirm: "confirmPrompt" };

export const profileDialogId = "profile";

/** The waterfall and its prompts. It ends with a Profile; until then what was said is in the waterfall's values only. */
export function createProfileDialogs() {
  return [
    new WaterfallDialog(profileDialogId, [askName, askAge, askBirthday, confirm, finish]),
    new TextPrompt(prompts.name, async ({ recognized }) => toName(recognized.value ?? "") !== null),
    new NumberPrompt(prompts.age, isAge, "en-us"),
    new DateTimePrompt(prompts.birthday, async (prompt) => birthdayIn(prompt.recognized.value, new Date()) !== null, "en-us"),
    new ConfirmPrompt(prompts.confirm, undefined, "en-us"),
  ];
}

async function askName(step: Step): Promise<DialogTurnResult> {
  return step.prompt(prompts.name, { prompt: "Hi! What is your name?", retryPrompt: "Please give a name of 1 to 100 characters." });
}

async function askAge(step: Step): Promise<DialogTurnResult> {
  const collected: Collected = step.values;
  collected.name = toName(step.result) ?? undefined;
  return step.prompt(prompts.age, {
    prompt: `How old are you, ${collected.name}?`,
    retryPrompt: "Please give your age in whole years, between 1 and 120.",
  });
}

async function askBirthday(step: Step): Promise<DialogTurnResult> {
  const collected: Collected = step.values;
  collected.age = step.result;
  return step.prompt(prompts.birthday, {
    prompt: "When is your birthday?",
    retryPrompt: "I need a day, for example *14 March 1994* or *the second of May*.",
  });
}

async function confirm(step: Step): Promise<DialogTurnResult> {
  const collected: Collected = step.values;
  collected.birthday = birthdayIn(step.result, new Date()) ?? undefined;
  const { name, age, birthday = "" } = collected;
  return step.prompt(prompts.confirm, {
    prompt: `**${name}**, ${age}, born on ${describeBirthday(birthday)}. Is that right?`,
    retryPrompt: "Please say yes or no.",
  });
}

async function finish(step: Step): Promise<DialogTurnResult> {
  if (step.result) return step.endDialog(step.values);
  await step.context.sendActivity("Then let us start again.");
  return step.replaceDialog(profileDialogId);
}

/** The name in "I'm Ann." or "Ann", or null when nothing usable was said. */
function toName(text: string): string | null {
  const name = text
    .trim()
    .replace(/^(?:hi|hello|hey)?[\s,!.]*(?:my name is|i am|i['’]m|it['’]s|call me)\s+/i, "")
    .replace(/[\s.!]+$/, "");
  return name.length > 0 && name.length <= 100 ? name : null;
}

async function isAge({ recognized }: PromptValidatorContext<number>): Promise<boolean> {
  const age = recognized.value;
  return age !== undefined && Number.isInteger(age) && age >= 1 && age <= 120;
}

function birthdayIn(resolutions: DateTimeResolution[] | undefined, today: Date): string | null {
  return toBirthday(resolutions?.[0]?.timex ?? "", today);
}
