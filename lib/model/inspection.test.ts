import { expect, test } from "vitest";
import { isInspectionTrace } from "./inspection";

const schemas = "https://www.botframework.com/schemas/";

test.each(["activity", "botState", "command", "conversationReference"])(
  "a trace of schema %s repeats what passed through the bot",
  (name) => {
    expect(isInspectionTrace({ type: "trace", valueType: schemas + name })).toBe(true);
  },
);

test("traces of the bot's own, and what is no trace, repeat nothing", () => {
  expect(isInspectionTrace({ type: "trace", valueType: `${schemas}error` })).toBe(false);
  expect(isInspectionTrace({ type: "trace", valueType: "my/own" })).toBe(false);
  expect(isInspectionTrace({ type: "trace" })).toBe(false);
  expect(isInspectionTrace({ type: "message", valueType: `${schemas}activity` })).toBe(false);
});
