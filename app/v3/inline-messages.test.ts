import { describe, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { counting, inlineBot, type Message } from "./_lib/testing/inline-bot";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();
const start = inlineBot(api);
const appPassword = "s3cret:with colon";
const basic = (appId: string, password = appPassword) => `Basic ${Buffer.from(`${appId}:${password}`).toString("base64")}`;

type Asked = { body?: unknown; authorization?: string; contentType?: string };

async function ask(method: string, path: string, { body, authorization, contentType = "application/json" }: Asked = {}) {
  const headers = { ...(contentType && { "content-type": contentType }), ...(authorization && { authorization }) };
  // A body of bytes is sent without a content type.
  const sent = body === undefined ? undefined : contentType ? JSON.stringify(body) : Buffer.from(JSON.stringify(body));
  const response = await fetch(`${turnscope.address}${path}`, { method, headers, body: sent });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

const say = async (address: string, text: string) => (await api.call("POST", `${address}/activities`, { body: { text } })).body;
const stateOf = async (address: string) => (await api.call("GET", `${address}/state`)).body;
const activitiesOf = async (address: string) => (await api.call("GET", `${address}/history`)).body.activities;

/** As the SDK of 2016 makes it from the message that it answers. */
const further = (message: Message, more: object) => ({
  type: "Message",
  from: message.to,
  to: message.from,
  replyToMessageId: message.id,
  conversationId: message.conversationId,
  ...more,
});

describe("what a bot posts beyond its answer", () => {
  test("belongs to the turn of the message it replies to, marked as late, and its state is kept", async () => {
    const { address, received } = await start(counting);
    const { turn } = await say(address, "one");
    const state = { botUserData: { count: 7 }, botPerUserInConversationData: null };
    const posted = await ask("POST", "/bot/v1.0/messages", { body: further(received().at(-1), { text: "and more", ...state }) });
    expect(posted.status).toBe(200);
    const said = (await activitiesOf(address)).find(({ activity }: Message) => activity.id === posted.body.id);
    expect(said).toMatchObject({ turn: turn.number, activity: { text: "and more", replyToId: received().at(-1).id } });
    expect(said.activity.channelData).toEqual({ "turnscope:late": true });
    const { user, conversation, private: own } = await stateOf(address);
    expect([user.data, conversation.data, own.data]).toEqual([{ count: 7 }, { last: "one" }, null]);
  });

  test("before it has answered is part of the turn, and so is the state on it", async () => {
    const { address } = await start(async (message) => {
      if (message.type !== "Message") return {};
      await ask("POST", "/bot/v1.0/messages", { body: further(message, { text: "first", botConversationData: { first: true } }) });
      return { type: "Message", text: "then" };
    });
    const { turn, replies, changes } = await say(address, "one");
    expect([turn.outcome, replies.map(({ text }: Message) => text)]).toEqual(["completed", ["first", "then"]]);
    expect(changes).toMatchObject([{ scope: "conversation" }]);
    expect((await stateOf(address)).conversation.data).toEqual({ first: true });
  });

  test("without a conversation begins one with whom it is for", async () => {
    const { botId, address } = await start(counting, { appId: "opener", appPassword });
    const to = { id: "bea", name: "Bea" };
    const { status, body } = await ask("POST", "/bot/v1.0/messages", {
      body: { type: "Message", text: "Hello Bea", to, botUserData: { count: 3 } },
      authorization: basic("opener"),
    });
    expect([status, address.endsWith(body.conversationId)]).toEqual([200, false]);
    const opened = `/api/conversations/${body.conversationId}`;
    expect((await api.call("GET", opened)).body).toMatchObject({ botId, members: [to] });
    expect((await activitiesOf(opened)).at(-1).activity).toMatchObject({ text: "Hello Bea", from: { id: botId } });
    expect((await say(opened, "hi")).replies[0].text).toBe("4: hi");
  });

  test.each([
    ["no message", []],
    ["nobody's and nowhere's", { type: "Message", text: "?" }],
    ["with a scope that is no object", { type: "Message", to: { id: "bea" }, botUserData: 7 }],
  ])("and is %s is refused", async (kind, body) => {
    await start(counting, { appId: kind, appPassword });
    expect(await ask("POST", "/bot/v1.0/messages", { body, authorization: basic(kind) })).toMatchObject({
      status: 400,
      body: { error: { code: "BadArgument" } },
    });
  });
});

describe("the records outside of messages", () => {
  const records = ({ conversationId, user }: { conversationId: string; user: { id: string } }) => [
    `/bot/v1.0/bots/users/${user.id}`,
    `/bot/v1.0/bots/conversations/${conversationId}`,
    `/bot/v1.0/bots/conversations/${conversationId}/users/${user.id}`,
  ];

  test("are the state that rides on messages: read, written as Node's bots do, and deleted", async () => {
    const started = await start(counting);
    const paths = records(started);
    const read = async () => Promise.all(paths.map(async (path) => (await ask("GET", path)).body));
    expect(await read()).toEqual([null, null, null]);
    await say(started.address, "one");
    expect(await read()).toEqual([{ count: 1 }, { last: "one" }, { turns: 1 }]);
    for (const path of paths) expect((await ask("POST", path, { body: { of: path }, contentType: "" })).status).toBe(200);
    expect(await read()).toEqual(paths.map((path) => ({ of: path })));
    const { user, conversation, private: own } = await stateOf(started.address);
    expect([user.data, conversation.data, own.data]).toEqual(paths.map((path) => ({ of: path })));
    for (const path of paths) await ask("POST", path, { body: null });
    expect(await read()).toEqual([null, null, null]);
  });

  test("of a bot with an app id are for who shows its password, and for no other bot", async () => {
    const started = await start(counting, { appId: "records", appPassword });
    const other = await api.call("POST", "/api/bots", { body: { name: "Other", endpoint: "http://127.0.0.1:9/", generation: "v1" } });
    for (const path of records(started)) {
      expect((await ask("GET", path, { authorization: basic("records") })).status).toBe(200);
      for (const authorization of [undefined, basic("records", "wrong"), "Basic !", `Bearer ${other.body.keys.directLineSecret}`]) {
        expect((await ask("GET", path, { authorization })).status).toBe(401);
      }
    }
    const [path = ""] = records(started);
    await ask("POST", path, { body: { mine: true }, authorization: basic("records") });
    expect((await ask("GET", path, { authorization: `Bearer ${other.body.keys.storageKey}` })).body).toBeNull();
  });
});

test("a bot with an app id is asked with its own credentials, as the connector of 2016 did", async () => {
  const { address, seen } = await start(counting, { appId: "asked", appPassword });
  await say(address, "one");
  expect(seen.map(({ authorization }) => authorization)).toEqual([basic("asked"), basic("asked")]);
});

test("what it asked is in the protocol log of its conversation, without the credentials", async () => {
  const { address, received } = await start(counting, { appId: "logged", appPassword });
  await say(address, "one");
  await ask("POST", "/bot/v1.0/messages", { body: further(received().at(-1), { text: "more" }), authorization: basic("logged") });
  const { exchanges } = (await api.call("GET", `${address}/protocol-log`)).body;
  expect(exchanges.at(-1)).toMatchObject({ method: "POST", url: "/bot/v1.0/messages", direction: "in", status: 200 });
  expect(JSON.stringify(exchanges)).not.toContain(basic("logged").slice(6));
  expect(JSON.stringify(exchanges)).not.toContain(appPassword);
});
