import { expect, test } from "vitest";
import type { Activity } from "./activity";
import { describeActivity } from "./describe-activity";

const card = (kind: string, content: object) => ({ contentType: `application/vnd.microsoft.card.${kind}`, content });
const adaptive = card("adaptive", {
  type: "AdaptiveCard",
  body: [{ type: "ColumnSet", columns: [{ type: "Column", items: [{ type: "TextBlock", text: "Your trip" }] }] }],
});

const cases: [string, Partial<Activity>][] = [
  ["hello", { text: "hello", attachments: [adaptive] }],
  ["sent a card: Your trip", { attachments: [adaptive] }],
  ["sent a card: Rome", { attachments: [card("hero", { title: "Rome", text: "three days" })] }],
  ["sent a card: three days", { attachments: [card("thumbnail", { text: "three days" })] }],
  ["sent a card", { attachments: [card("adaptive", {})] }],
  ["sent 2 cards", { attachments: [adaptive, card("hero", {})] }],
  ["sent an image: map.png", { attachments: [{ contentType: "image/png", name: "map.png" }] }],
  ["sent a file", { attachments: [{ contentType: "text/plain" }] }],
  ["sent 2 attachments", { attachments: [{ contentType: "text/plain" }, { contentType: "image/png" }] }],
  ["submitted a card", { value: { size: 3 } }],
  ["empty message", {}],
  ["joined the conversation", { type: "conversationUpdate" }],
  ["signed in to github", { type: "event", name: "tokens/response", value: { connectionName: "github" } }],
  ["signed in", { type: "event", name: "tokens/response" }],
  ["event token", { type: "event", name: "token" }],
];

test.each(cases)("is told as %j", (words, activity) => {
  const rest = { id: "1", timestamp: "", channelId: "emulator", conversation: { id: "c" }, from: { id: "a" }, recipient: { id: "b" } };
  expect(describeActivity({ ...rest, type: "message", ...activity })).toBe(words);
});
