import { expect, test } from "vitest";
import { logged } from "@/components/live/testing/scripted-server";
import { toChatActivity, withoutLocalData } from "./chat-activity";

test("Web Chat orders activities by their place in the log, and never waits for what one replies to", () => {
  const activity = toChatActivity(logged("c-1", 7, { replyToId: "a-3" }), "u-ann");
  expect(activity.channelData).toMatchObject({ "webchat:sequence-id": 7 });
  expect(activity).not.toHaveProperty("replyToId");
});

test("only the person at this page is the user; another person stands on the bot's side, under the own name", () => {
  const fromBo = logged("c-1", 0, { from: { id: "u-bo", name: "Bo", role: "user" } });
  expect(toChatActivity(fromBo, "u-ann")).toMatchObject({ from: { id: "u-bo", name: "Bo", role: "bot" }, otherPerson: "Bo" });
  expect(toChatActivity(fromBo, "u-bo").from.role).toBe("user");
  expect(toChatActivity(fromBo, "u-bo")).not.toHaveProperty("otherPerson");
});

test("another person without a name goes by the id, and a bot is no person", () => {
  const nameless = logged("c-1", 0, { from: { id: "u-bo", role: "user" } });
  expect(toChatActivity(nameless, "u-ann").otherPerson).toBe("u-bo");
  expect(toChatActivity(logged("c-1", 1, { from: { id: "bot", name: "Bot", role: "bot" } }), "u-ann")).not.toHaveProperty("otherPerson");
});

test("the echo keeps its clientActivityID, and a bot that copies channelData does not replace the message", () => {
  const channelData = { clientActivityID: "client-1", mine: 1 };
  expect(toChatActivity(logged("c-1", 0, { channelData }), "u-ann").channelData).toMatchObject(channelData);
  const fromBot = logged("c-1", 1, { channelData, from: { id: "bot" } });
  expect(toChatActivity(fromBot, "u-ann").channelData).toEqual({ mine: 1, "webchat:sequence-id": 1 });
});

test("what Web Chat keeps for itself is not posted", () => {
  const channelData = { clientActivityID: "c", "webchat:sequence-id": 3, webChat: { receivedAt: 1 }, state: "sending", postBack: true };
  expect(withoutLocalData(channelData)).toEqual({ clientActivityID: "c", postBack: true });
});
