import { expect, test } from "vitest";
import type { Activity } from "@/lib/model";
import { membershipAfter } from "./membership-after";

const ann = { id: "ann", name: "Ann" };
const bob = { id: "bob", name: "Bob" };

function after(activity: Partial<Activity>) {
  const whole = {
    id: "a",
    timestamp: "",
    channelId: "emulator",
    conversation: { id: "c" },
    from: ann,
    recipient: { id: "bot" },
    ...activity,
  };
  return membershipAfter({ type: "message", ...whole }, "bot");
}

test("whoever speaks is there", () => {
  expect(after({})).toEqual({ present: [ann], gone: [] });
  expect(after({ from: { id: "bob" } })).toEqual({ present: [{ id: "bob", name: "bob" }], gone: [] });
});

test("an update brings people and takes them away; the bot is neither", () => {
  const update = { type: "conversationUpdate", membersAdded: [bob, { id: "bot" }], membersRemoved: [{ id: "eve" }] };
  expect(after(update)).toEqual({ present: [ann, bob], gone: ["eve"] });
});

test("who says to be leaving is gone", () => {
  expect(after({ type: "conversationUpdate", membersRemoved: [ann] })).toEqual({ present: [], gone: ["ann"] });
});

test("the channel itself, which speaks with the conversation's id, is nobody", () => {
  expect(after({ type: "conversationUpdate", from: { id: "c" }, membersAdded: [bob] })).toEqual({ present: [bob], gone: [] });
});

test("only updates tell of members, and what is no account is passed over", () => {
  expect(after({ membersAdded: [bob] }).present).toEqual([ann]);
  expect(after({ type: "conversationUpdate", membersAdded: "bob", membersRemoved: [{ id: 7 }, null] })).toEqual({
    present: [ann],
    gone: [],
  });
});
