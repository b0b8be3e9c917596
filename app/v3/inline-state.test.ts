import { expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { counting, inlineBot } from "./_lib/testing/inline-bot";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();
const start = inlineBot(api);

const say = async (address: string, text: string) => (await api.call("POST", `${address}/activities`, { body: { text } })).body;

test("state that rides on messages is kept, shown in its scopes, and replayed with the next message", async () => {
  const { address, received, conversationId, user } = await start(counting);
  expect((await say(address, "one")).replies[0].text).toBe("1: one");
  expect((await say(address, "two")).replies[0].text).toBe("2: two");
  expect(received().at(-1)).toMatchObject({
    type: "Message",
    text: "two",
    conversationId,
    from: { id: user.id, isBot: false },
    botUserData: { count: 1 },
    botConversationData: { last: "one" },
    botPerUserInConversationData: { turns: 1 },
  });
  const state = (await api.call("GET", `${address}/state`)).body;
  expect([state.user.data, state.conversation.data, state.private.data]).toEqual([{ count: 2 }, { last: "two" }, { turns: 2 }]);
});

test("an edit is what the bot is given next, and a reset what it is not given", async () => {
  const { address, received } = await start(counting);
  await say(address, "one");
  await api.call("PUT", `${address}/state/user`, { body: { data: { count: 41 } }, headers: { "if-match": "*" } });
  await api.call("DELETE", `${address}/state/conversation`, { headers: { "if-match": "*" } });
  expect((await say(address, "two")).replies[0].text).toBe("42: two");
  expect(received().at(-1)).not.toHaveProperty("botConversationData");
});

test("a scope that the answer leaves out stays, and one that it answers as null goes", async () => {
  const { address } = await start((message) => {
    if (message.text === "forget") return { type: "Message", text: "done", botConversationData: null };
    return counting(message);
  });
  await say(address, "one");
  await say(address, "forget");
  const { user, conversation } = (await api.call("GET", `${address}/state`)).body;
  expect([user.data, conversation.data]).toEqual([{ count: 1 }, null]);
});

test.each([
  ["no message", []],
  ["a scope that is no object", { botUserData: "x" }],
])("an answer that is %s fails the turn, and nothing is kept", async (_, wrong) => {
  const { address } = await start((message) => (message.type === "Message" ? wrong : {}));
  const { turn } = await say(address, "one");
  expect([turn.outcome, turn.error.name]).toEqual(["failed", "TypeError"]);
  expect((await api.call("GET", `${address}/state`)).body.user.data).toBeNull();
});
