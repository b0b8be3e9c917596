import { afterEach, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serve } from "@/lib/bots/testing";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();
let served: ServedBot | null = null;

afterEach(() => served?.stop());

// biome-ignore lint/suspicious/noExplicitAny: a message of the wire
type Message = any;

/** A bot of 2016: it keeps nothing, its state comes with each message and goes back on the answer. */
async function start(answerTo: (message: Message) => unknown) {
  const received: Message[] = [];
  served = await serve((_request, response, body) => {
    received.push(JSON.parse(body));
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(answerTo(received.at(-1))));
  });
  const { status, body, text } = await api.call("POST", "/api/bots", {
    body: { name: "2016", endpoint: served.endpoint, generation: "v1" },
  });
  if (status !== 201) throw new Error(text);
  return { ...(await api.start({ botId: body.bot.id })), received };
}

const say = async (address: string, text: string) => (await api.call("POST", `${address}/activities`, { body: { text } })).body;

const counting = (message: Message) => {
  const count = (message.botUserData?.count ?? 0) + 1;
  const { botUserData: _, ...rest } = message;
  return {
    ...rest,
    type: "Message",
    text: `${count}: ${message.text}`,
    from: message.to,
    to: message.from,
    botUserData: { count },
    botConversationData: { last: message.text },
    botPerUserInConversationData: { turns: (message.botPerUserInConversationData?.turns ?? 0) + 1 },
  };
};

test("state that rides on messages is kept, shown in its scopes, and replayed with the next message", async () => {
  const { address, received, conversationId, user } = await start((message) => (message.type === "Message" ? counting(message) : {}));
  expect((await say(address, "one")).replies[0].text).toBe("1: one");
  expect((await say(address, "two")).replies[0].text).toBe("2: two");
  expect(received.at(-1)).toMatchObject({
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
  const { address, received } = await start((message) => (message.type === "Message" ? counting(message) : {}));
  await say(address, "one");
  await api.call("PUT", `${address}/state/user`, { body: { data: { count: 41 } }, headers: { "if-match": "*" } });
  await api.call("DELETE", `${address}/state/conversation`, { headers: { "if-match": "*" } });
  expect((await say(address, "two")).replies[0].text).toBe("42: two");
  expect(received.at(-1)).not.toHaveProperty("botConversationData");
});

test("a scope that the answer leaves out stays, and one that it answers as null goes", async () => {
  const { address } = await start((message) => {
    if (message.text === "forget") return { type: "Message", text: "done", botConversationData: null };
    return message.type === "Message" ? counting(message) : {};
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
