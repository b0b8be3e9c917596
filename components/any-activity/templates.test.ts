import { expect, test } from "vitest";
import { type Activity, type LoggedActivity, postedActivity } from "@/lib/model";
import { templates, toResend } from "./templates";

const persona = { id: "ann", name: "Ann" };
const bot = { id: "bot", name: "Bot" };

function logged(position: number, facts: Partial<Activity>): LoggedActivity {
  const base = { id: `a-${position}`, type: "message", timestamp: "t", channelId: "emulator", conversation: { id: "c" } };
  return { position, turn: 1, activity: { ...base, from: { ...bot, role: "bot" }, recipient: persona, ...facts } };
}

const history = [
  logged(0, { text: "one" }),
  logged(1, { text: "hi", from: { ...persona, role: "user" }, channelData: { clientActivityID: "x", kept: 1 } }),
  logged(2, { text: "two" }),
];
const make = (id: string, held = history) => templates.find((template) => template.id === id)?.make({ persona, bot, history: held });

test("every template is an activity that can be posted", () => {
  for (const template of templates) expect(postedActivity.safeParse(make(template.id)).success, template.id).toBe(true);
});

test("the same again has all that was sent, but what the server sets and the id by which it would know it", () => {
  expect(make("again")).toEqual({ type: "message", text: "hi", channelData: { kept: 1 } });
  expect(toResend(logged(1, { text: "plain" }))).toEqual({ type: "message", text: "plain" });
});

test("a reply out of order answers the message before the last, a reaction the last", () => {
  expect(make("out-of-order")).toMatchObject({ replyToId: "a-0" });
  expect(make("reaction")).toMatchObject({ replyToId: "a-2" });
});

test("where nothing was said yet there is nothing to repeat or to answer", () => {
  expect(["again", "out-of-order", "reaction"].map((id) => make(id, []))).toEqual([null, null, null]);
});
