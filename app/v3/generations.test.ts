import type { TurnContext as AgentsTurnContext } from "@microsoft/agents-hosting";
import type { TurnContext as V4TurnContext } from "botbuilder";
import { describe, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { serveAgentsBot, serveV3Bot, serveV4Bot } from "@/lib/bots/testing";
import { remoteBot } from "./_lib/testing/remote-bot";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();

/** The part of their turn contexts in which v4 and the Agents SDK are alike. */
type Context = Pick<V4TurnContext, "sendActivity" | "updateActivity" | "deleteActivity"> & Pick<V4TurnContext, "activity">;

async function obey(context: Context): Promise<void> {
  const { type, text, name } = context.activity;
  if (type === "invoke" && name === "ask")
    await context.sendActivity({ type: "invokeResponse", value: { status: 200, body: { answer: 42 } } });
  if (type !== "message") return;
  if (text === "update") {
    const { id } = (await context.sendActivity("first")) ?? {};
    await context.updateActivity({
      id,
      type: "message",
      text: "second",
      conversation: context.activity.conversation,
      serviceUrl: context.activity.serviceUrl,
      channelId: "emulator",
    });
  }
  if (text === "delete") await context.deleteActivity((await context.sendActivity("to be taken back"))?.id ?? "");
  if (text === "bye") await context.sendActivity({ type: "endOfConversation", code: "completedSuccessfully" } as never);
  if (text === "trace") await context.sendActivity({ type: "trace", name: "Looked", value: { at: 1 } });
  if (text === "throw") throw new RangeError("told to throw");
  await context.sendActivity({ type: "typing" });
  await context.sendActivity(`heard ${text}`);
}

const runV4 = (context: V4TurnContext) => obey(context);
const runAgents = (context: AgentsTurnContext) => obey(context as never);

describe.each([
  ["v4, replies over HTTP", () => serveV4Bot(runV4), {}],
  ["v4, replies in the answer", () => serveV4Bot(runV4), { deliveryMode: "expectReplies" }],
  ["Agents SDK, replies over HTTP", () => serveAgentsBot(runAgents), {}],
  ["Agents SDK, replies in the answer", () => serveAgentsBot(runAgents), { deliveryMode: "expectReplies" }],
] as const)("%s", (_, start, facts) => {
  const bot = remoteBot(api, start, facts);

  test("replies come in order, belong to the turn and are on the transcript", async () => {
    const { address, say } = await bot.open();
    const { turn, texts, replies } = await say("hi");
    expect([turn.outcome, turn.error, texts]).toEqual(["completed", null, ["typing", "heard hi"]]);
    expect(replies[1]).toMatchObject({ channelId: "emulator", from: { id: bot.id, role: "bot" } });
    expect((await api.call("GET", `${address}/activities`)).body.activities.slice(-2)).toEqual(replies);
  });

  test("an invoke is answered with the bot's status and body, which are part of the turn", async () => {
    const { say } = await bot.open();
    const { turn, replies } = await say({ type: "invoke", name: "ask", value: {} });
    expect([turn.outcome, turn.error]).toEqual(["completed", null]);
    const answers = replies.filter(({ type }) => type === "invokeResponse");
    expect(answers.map(({ value }) => value)).toContainEqual({ status: 200, body: { answer: 42 } });
  });

  test("a trace is part of the turn and not of the chat", async () => {
    const { say } = await bot.open();
    expect((await say("trace")).texts).toEqual(["trace", "typing", "heard trace"]);
  });

  test("the end of the conversation ends nothing by itself", async () => {
    const { say } = await bot.open();
    expect((await say("bye")).replies[0]).toMatchObject({ type: "endOfConversation", code: "completedSuccessfully" });
    expect((await say("again")).texts).toEqual(["typing", "heard again"]);
  });
});

describe.each([
  ["v4", () => serveV4Bot(runV4)],
  ["Agents SDK", () => serveAgentsBot(runAgents)],
] as const)("%s over HTTP", (_, start) => {
  const bot = remoteBot(api, start);

  test("an activity that the bot updates is replaced in its place", async () => {
    const { address, say } = await bot.open();
    expect((await say("update")).texts).toEqual(["second", "typing", "heard update"]);
    expect((await api.call("GET", `${address}/activities`)).body.activities.at(-3)).toMatchObject({ type: "message", text: "second" });
  });

  test("an activity that the bot deletes leaves its place and nothing of what it said", async () => {
    const { address, say } = await bot.open();
    expect((await say("delete")).texts).toEqual(["messageDelete", "typing", "heard delete"]);
    expect((await api.call("GET", `${address}/activities`)).text).not.toContain("to be taken back");
  });
});

test("the memory of a person that is written before the bot has written any is named as the bot's generation does", async () => {
  expect(
    (await api.call("POST", "/api/bots", { body: { name: "A", endpoint: "http://127.0.0.1:1/", generation: "v3" } })).body.bot.remote
      .keyStyle,
  ).toBe("plain");
  expect(
    (await api.call("POST", "/api/bots", { body: { name: "B", endpoint: "http://127.0.0.1:1/", generation: "agents" } })).body.bot.remote
      .keyStyle,
  ).toBe("turn-state");
});

describe("a conversation id that is not safe in addresses", () => {
  const v4 = remoteBot(api, () => serveV4Bot(runV4));
  const agents = remoteBot(api, () => serveAgentsBot(runAgents));

  test("works with a v4 bot, which escapes it", async () => {
    const { say } = await v4.open({ conversationId: "team a/b?c#d 100%" });
    expect((await say("hi")).texts).toEqual(["typing", "heard hi"]);
  });

  test("is refused for a bot that was seen to be of the Agents SDK, which does not", async () => {
    await (await agents.open()).say("hi");
    const { status, body } = await api.call("POST", "/api/conversations", { body: { botId: agents.id, conversationId: "team a/b" } });
    expect([status, body.code]).toEqual([422, "invalid_request"]);
    expect(body.detail).toContain("Agents SDK");
  });
});

describe("v3", () => {
  const bot = remoteBot(api, () =>
    serveV3Bot(
      (session) => {
        if (session.message.text === "bye") return session.endConversation("so long");
        session.sendTyping();
        session.send(`heard ${session.message.text}`);
        session.endDialog("and that is all");
      },
      (_event, answer) => answer?.(null as never, { answer: 42 } as never, 200),
    ),
  );

  test("its turn ends with its debug event, with all that it replied", async () => {
    const { say } = await bot.open();
    const { turn, texts, replies } = await say("hi");
    expect([turn.outcome, texts]).toEqual(["completed", ["typing", "heard hi", "and that is all", "Debug Event"]]);
    expect(replies.at(-1)).toMatchObject({ type: "event", name: "debug", replyToId: replies[0].replyToId });
    expect(turn.durationMs).toBeLessThan(900);
  });

  test("an invoke is answered with its own status and body", async () => {
    const { say } = await bot.open();
    expect((await say({ type: "invoke", name: "ask" })).replies).toMatchObject([
      { type: "invokeResponse", value: { status: 200, body: { answer: 42 } } },
    ]);
  });

  test("nothing of its service address is left in what it sends", async () => {
    const { address, say } = await bot.open();
    await say("bye");
    expect((await api.call("GET", `${address}/history`)).text).not.toContain("/service/");
  });
});

test("an invoke without a handler has failed, with what the bot answered", async () => {
  const mute = await serveV4Bot(async () => undefined);
  const { body } = await api.call("POST", "/api/bots", { body: { name: "Mute", endpoint: mute.endpoint } });
  const { address } = await api.start({ botId: body.bot.id });
  const ended = (await api.call("POST", `${address}/activities`, { body: { type: "invoke", name: "ask" } })).body;
  expect(ended.turn).toMatchObject({ outcome: "failed", error: { name: "BotAnswerError" } });
  expect(ended.turn.error.message).toContain("501");
  expect(ended.replies).toMatchObject([{ type: "invokeResponse", value: { status: 501 } }]);
  await mute.stop();
});
