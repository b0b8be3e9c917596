import { expect, test } from "vitest";
import { readAttachCommand, readBotCopy } from "./read-bot-copy";

const valueType = "https://www.botframework.com/schemas/botState";
const nothing = { user: null, conversation: null, private: null, dialog: null };

test.each([
  ["JavaScript and C#", "BotState", { userState: { name: "Ann", eTag: "*" }, conversationState: { topic: "tea" } }],
  ["Python", "Bot State", { user_state: { name: "Ann", e_tag: "*" }, conversation_state: { topic: "tea" } }],
])("the BotState trace of %s tells user and conversation state", (_, name, value) => {
  expect(readBotCopy({ type: "trace", name, valueType, value })).toEqual({
    ...nothing,
    source: "inspection",
    user: { name: "Ann" },
    conversation: { topic: "tea" },
  });
});

test("a bot without user state tells the other", () => {
  expect(readBotCopy({ type: "trace", valueType, value: { conversationState: {} } })).toMatchObject({ user: null, conversation: {} });
});

test("the debug event of v3 tells the variables that are watched, the last of each", () => {
  const variable = (name: string, value: unknown) => ({ type: "variable", timestamp: 1, name, value });
  const value = [{ type: "log", msg: "x" }, variable("userData", { n: 1 }), variable("userData", { n: 2 }), variable("dialogStack", [])];
  expect(readBotCopy({ type: "event", name: "debug", value })).toEqual({ ...nothing, source: "debug", user: { n: 2 }, dialog: [] });
  expect(readBotCopy({ type: "event", name: "debug", value: value.slice(0, 1) })).toBeNull();
});

test.each([
  [{ type: "trace", valueType: "https://www.botframework.com/schemas/activity", value: {} }],
  [{ type: "trace", valueType, value: "text" }],
  [{ type: "message", valueType, value: {} }],
  [{ type: "event", name: "debug", value: {} }],
])("%j tells nothing", (activity) => {
  expect(readBotCopy(activity)).toBeNull();
});

test("the command to attach is found among what the bot answered", () => {
  const command = { type: "trace", valueType: "https://www.botframework.com/schemas/command", value: "/INSPECT attach 1-2-3" };
  expect(readAttachCommand([{ type: "message", text: "/INSPECT attach x" }, command])).toBe("/INSPECT attach 1-2-3");
  expect(readAttachCommand([{ ...command, value: "rm -rf" }])).toBeNull();
});
