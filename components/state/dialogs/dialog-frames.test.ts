import { expect, test } from "vitest";
import { diffValues, type JsonObject, readDialogStack } from "@/lib/model";
import { indexChanges } from "../tree/change-marks";
import { findEarlierStep, findOptionsPath, findValuesPath, flattenFrames, isNewFrame, listEndedDialogs, optionsOf } from "./dialog-frames";

const waterfall = (stepIndex: number, values: JsonObject = {}): JsonObject => ({
  id: "steps",
  state: { options: {}, stepIndex, values: { ...values, instanceId: "i1" } },
});
const prompt: JsonObject = { id: "datePrompt", state: { options: { prompt: { text: "When?" } }, state: {} } };
const trip = (...inside: JsonObject[]): JsonObject => ({
  dialogStack: [{ id: "trip", state: { dialogs: { dialogStack: inside } }, version: "v" }],
});

test("nested stacks stand between their component and what follows", () => {
  expect(flattenFrames(readDialogStack(trip(waterfall(1), prompt))).map((frame) => frame.id)).toEqual(["trip", "steps", "datePrompt"]);
});

test("the place of a waterfall's values is found however the SDK spells it", () => {
  const javascript = trip(waterfall(1, { city: "Split" }));
  const frame = flattenFrames(readDialogStack(javascript))[1];
  expect(frame && findValuesPath(javascript, frame)).toEqual([
    "dialogStack",
    "0",
    "state",
    "dialogs",
    "dialogStack",
    "0",
    "state",
    "values",
  ]);
  expect(frame && findOptionsPath(javascript, frame)?.slice(-2)).toEqual(["state", "options"]);
  const csharp = {
    $type: "S",
    DialogStack: {
      $type: "L",
      $values: [{ $type: "I", Id: "w", State: { $type: "D", stepIndex: 0, values: { $type: "V", city: "Split" } } }],
    },
  };
  const [only] = readDialogStack(csharp);
  expect(only && findValuesPath(csharp, only)?.slice(-2)).toEqual(["State", "values"]);
});

test("a dialog that began, one that took a step and one that ended are told apart", () => {
  const [before, after] = [trip(waterfall(0), prompt), trip(waterfall(1), { ...prompt, id: "cityPrompt" })];
  const changes = diffValues(before, after);
  const marks = indexChanges(changes);
  const [component, steps, city] = flattenFrames(readDialogStack(after));
  if (!component || !steps || !city) throw new Error("three dialogs are in progress");
  expect([component, steps, city].map((frame) => isNewFrame(frame, marks))).toEqual([false, false, true]);
  expect([component, steps, city].map((frame) => findEarlierStep(frame, marks))).toEqual([null, 0, null]);
  expect(listEndedDialogs(changes.filter((change) => change.kind === "removed"))).toEqual(["datePrompt"]);
});

test("a stack that is gone altogether tells every dialog that was in it", () => {
  const changes = diffValues(trip(waterfall(0), prompt), undefined);
  expect(listEndedDialogs(changes)).toEqual(["trip", "steps", "datePrompt"]);
  expect(listEndedDialogs([...indexChanges(changes).removedFrom.values()].flat())).toEqual(["trip", "steps", "datePrompt"]);
});

test("a value that a dialog lost is no dialog that ended", () => {
  const changes = diffValues(trip(waterfall(0, { city: "Split", tags: ["a"], who: { name: "Ann" } })), trip(waterfall(0)));
  expect(listEndedDialogs(changes)).toEqual([]);
});

test("a first stack is new as a whole", () => {
  const marks = indexChanges(diffValues(undefined, trip(prompt)));
  expect(flattenFrames(readDialogStack(trip(prompt))).every((frame) => isNewFrame(frame, marks))).toBe(true);
});

test("options are those that the prompt stores, and what the bot suggested only when it stores none", () => {
  const asking = (choices: string[]) => ({ text: "When?", retryText: null, choices, attempts: null });
  expect(optionsOf(asking(["May"]), ["Yes", "No"])).toEqual({ titles: ["May"], isStored: true });
  expect(optionsOf(asking([]), ["Yes", "No"])).toEqual({ titles: ["Yes", "No"], isStored: false });
  expect(optionsOf(asking([]))).toEqual({ titles: [], isStored: false });
});
