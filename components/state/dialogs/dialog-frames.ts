import {
  type DialogFrame,
  type DialogPrompt,
  formatPointer,
  getAtPath,
  isEqualJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parsePointer,
  readDialogStack,
  type ValueChange,
} from "@/lib/model";
import type { ChangeMarks } from "../tree/change-marks";

export type PromptOptions = { titles: readonly string[]; isStored: boolean };

/** A ConfirmPrompt, and any bot that makes its own buttons, keeps no choices in dialog state: they are only in what the bot said. */
export function optionsOf({ choices }: DialogPrompt, suggestedActions: readonly string[] = []): PromptOptions {
  return choices.length > 0 ? { titles: choices, isStored: true } : { titles: suggestedActions, isStored: false };
}

/** Root to active, with the stacks inside components in between. */
export function flattenFrames(frames: readonly DialogFrame[]): DialogFrame[] {
  return frames.flatMap((frame) => [frame, ...flattenFrames(frame.nested)]);
}

/**
 * Where a dialog keeps its values: SDKs spell `state` and `values` in their own ways, so the place is the one that holds
 * exactly what the frame shows. Null when there is none; the values can then only be edited as JSON.
 */
export function findValuesPath(dialog: JsonObject, frame: DialogFrame): string[] | null {
  const instance = parsePointer(frame.path);
  const found = getAtPath(dialog, instance);
  if (!isJsonObject(found)) return null;
  const states = Object.keys(found).filter((key) => isJsonObject(found[key]));
  const candidates = states.flatMap((state) => {
    const inner = getAtPath(found, [state]);
    const keys = isJsonObject(inner) ? Object.keys(inner).filter((key) => /^_?values$/i.test(key)) : [];
    return [...keys.map((key) => [state, key]), [state]];
  });
  const match = candidates.find((path) => holds(getAtPath(found, path), frame.values));
  return match ? [...instance, ...match] : null;
}

/** Where a dialog keeps what it was begun with. */
export function findOptionsPath(dialog: JsonObject, frame: DialogFrame): string[] | null {
  const instance = parsePointer(frame.path);
  const found = getAtPath(dialog, instance);
  for (const state of isJsonObject(found) ? Object.keys(found) : []) {
    const inner = getAtPath(dialog, [...instance, state]);
    const key = isJsonObject(inner) ? Object.keys(inner).find((name) => /^_?options$/i.test(name)) : undefined;
    if (key !== undefined) return [...instance, state, key];
  }
  return null;
}

function holds(place: unknown, values: JsonObject): boolean {
  return isJsonObject(place) && Object.keys(values).every((key) => Object.hasOwn(place, key) && isEqualJson(place[key], values[key]));
}

/** Begun in this turn: the instance, or something it lies in, was added. */
export function isNewFrame(frame: DialogFrame, marks: ChangeMarks): boolean {
  const path = parsePointer(frame.path);
  return path.some((_, index) => marks.at.get(formatPointer(path.slice(0, path.length - index)))?.kind === "added");
}

/** The 0-based step before this turn; null when the step did not change. */
export function findEarlierStep(frame: DialogFrame, marks: ChangeMarks): number | null {
  for (const [pointer, change] of marks.at) {
    const isStep =
      pointer.startsWith(`${frame.path}/`) &&
      /^\/[^/]+\/(_?step_?index|BotBuilder\.Data\.WaterfallStep)$/i.test(pointer.slice(frame.path.length));
    if (isStep && typeof change.before === "number") return change.before;
  }
  return null;
}

/** Ids of the dialogs that ended since the last turn: single instances, whole stacks, or all there was. */
export function listEndedDialogs(removed: readonly ValueChange[]): string[] {
  return removed.flatMap(({ before }) => flattenFrames(readRemoved(before)).map((frame) => frame.id));
}

function readRemoved(before: JsonValue | undefined): DialogFrame[] {
  if (Array.isArray(before)) return readDialogStack({ dialogStack: before }).filter((frame) => frame.id !== "");
  if (!isJsonObject(before)) return [];
  const stack = readDialogStack(before);
  return stack.length > 0 ? stack : readDialogStack({ dialogStack: [before] }).filter((frame) => frame.id !== "");
}

const kindWords: Record<DialogFrame["kind"], string> = {
  component: "component",
  waterfall: "waterfall",
  prompt: "prompt",
  other: "dialog",
};

export function describeKind(frame: DialogFrame): string {
  return kindWords[frame.kind];
}
