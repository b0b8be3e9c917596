import { expect, test } from "vitest";
import { isHarnessError } from "@/lib/model";
import { type BotDataPlace, botDataKey } from "./bot-data-key";

/** Made of what keys are made of, so that pairs that could meet are among them. */
const parts = ["a", "/", "users", "/users/"];
const ids = [...new Set([...parts, ...parts.flatMap((one) => parts.map((other) => one + other)), "users/users/users", "__proto__"])];
const channels = ["c", "c/users", "c/conversations/a"];
const places: BotDataPlace[] = channels.flatMap((channelId) => [
  ...ids.flatMap((userId): BotDataPlace[] => [
    { scope: "user", channelId, userId },
    ...ids.map((conversationId): BotDataPlace => ({ scope: "private", channelId, conversationId, userId })),
  ]),
  ...ids.map((conversationId): BotDataPlace => ({ scope: "conversation", channelId, conversationId })),
]);

function keyOrNull(place: BotDataPlace): string | null {
  try {
    return botDataKey(place);
  } catch (error) {
    if (isHarnessError(error)) return null;
    throw error;
  }
}

test("two places never share a key", () => {
  const keys = places.map(keyOrNull).filter((key) => key !== null);
  expect(keys.length).toBeGreaterThan(200);
  expect(new Set(keys).size).toBe(keys.length);
});

test("places found by hand that would share a key are refused", () => {
  const refused: BotDataPlace[] = [
    { scope: "conversation", channelId: "c", conversationId: "a/users/b" },
    { scope: "private", channelId: "c", conversationId: "a/users/b", userId: "u" },
    { scope: "private", channelId: "c", conversationId: "a/users", userId: "u" },
    { scope: "user", channelId: "c/conversations/x", userId: "u" },
  ];
  expect(refused.map(keyOrNull)).toEqual([null, null, null, null]);
});

test("keys are those that the SDKs without a namespace write", () => {
  expect(botDataKey({ scope: "user", channelId: "emulator", userId: "a/b" })).toBe("emulator/users/a/b");
  expect(botDataKey({ scope: "conversation", channelId: "emulator", conversationId: "c" })).toBe("emulator/conversations/c");
  expect(botDataKey({ scope: "private", channelId: "emulator", conversationId: "c", userId: "/users/" })).toBe(
    "emulator/conversations/c/users//users/",
  );
});
