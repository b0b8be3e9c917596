import { expect, test } from "vitest";
import type { JsonValue } from "@/lib/model";
import { toldLeaves } from "./told-leaves";

const textsIn = (value: JsonValue) => toldLeaves(value).map(({ text }) => text);

test("texts and numbers are told, with their pointers", () => {
  expect(toldLeaves({ profile: { name: "Ann", "a/b": [17, true, null, "tea"] } })).toEqual([
    { path: "/profile/name", text: "Ann" },
    { path: "/profile/a~1b/0", text: "17" },
    { path: "/profile/a~1b/3", text: "tea" },
  ]);
  expect(toldLeaves("Ann")).toEqual([{ path: "", text: "Ann" }]);
});

test("of a reference to a conversation, and of an activity, only what somebody said is told", () => {
  const reference = {
    activityId: "a-1",
    user: { id: "ann-1", name: "Ann" },
    bot: { id: "bot-1", name: "A helpful bot" },
    conversation: { id: "conversation-of-many" },
    channelId: "emulator",
    serviceUrl: "http://127.0.0.1:3978/api/direct-line",
    locale: "en-US",
  };
  expect(textsIn({ reference, city: "Gent" })).toEqual(["Gent"]);
  const { activityId: id, user: from, bot: recipient, ...rest } = reference;
  expect(textsIn({ last: { ...rest, id, from, recipient, type: "message", text: "I live in Gent", value: { size: "XL" } } })).toEqual([
    "I live in Gent",
    "XL",
  ]);
  expect(
    textsIn({ ConversationId: "c-1", Reference: { ChannelId: "emulator", ServiceUrl: "x", Conversation: { Id: "c-1" }, Text: "Gent" } }),
  ).toEqual(["c-1", "Gent"]);
});

test.each([
  "America/New_York",
  "America/Argentina/Buenos_Aires",
  "application/vnd.microsoft.card.adaptive",
  "2026-11-22T10:00:00.000Z",
  "2026-11-22T10:00:00+01:00",
  "DS-2026-0001",
  "application/json; charset=utf-8",
  "https://www.botframework.com/schemas/botState",
  "19:0a1b2c3d@thread.tacv2;messageid=1612345678901",
  "4.23.1-preview.20261122",
  "conversationUpdate",
])("%s is no person's", (text) => {
  expect(textsIn([text])).toEqual([]);
});

test.each(["Anna/Smith_Jones", "application for leave", "2026-11-22", "text/Ann Smith", "DS-Ann", "19:ann@example.org", "22.11.1980"])(
  "%s may be a person's",
  (text) => {
    expect(textsIn([text])).toEqual([text]);
  },
);

test("somebody to whom presents are sent is told of, though a channel has recipients too", () => {
  expect(textsIn({ recipient: { name: "Aunt Mary" }, channelId: "post" })).toEqual(["Aunt Mary"]);
});
