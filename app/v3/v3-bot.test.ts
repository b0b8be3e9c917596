import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serveV3ProfileBot } from "@/lib/bots/testing";
import { readDialogStack } from "@/lib/model";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();

// The bot's own log of what it does, which it writes for the emulator channel.
beforeEach(() => {
  for (const level of ["log", "info", "warn"] as const) vi.spyOn(console, level).mockReturnValue(undefined);
});

describe.each([{ gzipData: false }, { gzipData: true }])("a Bot Framework v3 bot with gzipData $gzipData", ({ gzipData }) => {
  let served: ServedBot;
  let botId = "";

  beforeAll(async () => {
    served = await serveV3ProfileBot({ gzipData });
    const { body } = await api.call("POST", "/api/bots", { body: { name: "From 2017", endpoint: served.endpoint, generation: "v3" } });
    botId = body.bot.id;
  });

  afterAll(() => served.stop());

  const start = async () => (await api.start({ botId })).address;
  const stateOf = async (address: string) => (await api.call("GET", `${address}/state`)).body;

  async function say(address: string, text: string) {
    const { status, body } = await api.call("POST", `${address}/activities`, { body: { text } });
    expect([status, body.turn.outcome, body.turn.error]).toEqual([200, "completed", null]);
    const replies = body.replies.filter(({ type }: { type: string }) => type === "message");
    return { turn: body.turn, replies: replies.map((reply: { text: string }) => reply.text) };
  }

  async function countsOf(address: string, { turn }: { turn: { number: number } }) {
    return (await api.call("GET", `${address}/turns/${turn.number}`)).body.counts;
  }

  test("has its memory back: what it asks, learns and remembers is in the four scopes", async () => {
    const address = await start();
    expect((await say(address, "hi")).replies).toEqual(["What is your name?"]);
    expect((await say(address, "Ann")).replies).toEqual(["How old are you?"]);
    const asking = await stateOf(address);
    expect([asking.user.data, asking.conversation.data, asking.private.data]).toEqual([null, { topic: "profiles" }, { visits: 1 }]);
    expect(asking.dialog).toMatchObject({ property: "BotBuilder.Data.SessionState" });
    expect(asking.dialog.data).toEqual({
      callstack: [
        { id: "*:/", state: { "BotBuilder.Data.WaterfallStep": 0 } },
        { id: "*:profile", state: { "BotBuilder.Data.WaterfallStep": 1, name: "Ann" } },
        {
          id: "BotBuilder:prompt-number",
          state: {
            options: { prompt: "How old are you?", promptAfterAction: true, libraryNamespace: "*" },
            turns: 0,
            lastTurn: expect.any(Number),
            isReprompt: false,
          },
        },
      ],
      lastAccess: expect.any(Number),
      version: 0,
    });
    expect((await say(address, "42")).replies).toEqual(["Hello Ann, you are 42."]);
    const known = await stateOf(address);
    expect([known.user.data, known.dialog.data.callstack]).toEqual([{ name: "Ann", age: 42 }, []]);
  });

  test("its dialogs are drawn as steps, with what they collected and the question they ask", async () => {
    const address = await start();
    await say(address, "hi");
    await say(address, "Ann");
    const frames = readDialogStack((await stateOf(address)).dialog.data);
    expect(frames.map(({ id, kind, step, values }) => [id, kind, step, values])).toEqual([
      ["*:/", "waterfall", 0, {}],
      ["*:profile", "waterfall", 1, { name: "Ann" }],
      ["BotBuilder:prompt-number", "prompt", null, {}],
    ]);
    expect(frames[2]?.prompt).toMatchObject({ text: "How old are you?", attempts: 0 });
  });

  test("an edit of user state is what it says next", async () => {
    const address = await start();
    for (const text of ["hi", "Ann", "42"]) await say(address, text);
    await api.call("PUT", `${address}/state/user`, { body: { data: { name: "Grace", age: 85 } }, headers: { "if-match": "*" } });
    expect((await say(address, "hi")).replies).toEqual(["Hello Grace, you are 85."]);
  });

  test("an edit of what a dialog has collected is what it goes on with", async () => {
    const address = await start();
    for (const text of ["hi", "Ann"]) await say(address, text);
    await api.call("PATCH", `${address}/state/dialog`, {
      text: JSON.stringify([{ op: "replace", path: "/callstack/1/state/name", value: "Grace" }]),
      headers: { "if-match": "*", "content-type": "application/json-patch+json" },
    });
    expect((await say(address, "85")).replies).toEqual(["Hello Grace, you are 85."]);
  });

  test("a reset of private and dialog state makes it begin again", async () => {
    const address = await start();
    await say(address, "hi");
    for (const scope of ["private", "dialog"]) await api.call("DELETE", `${address}/state/${scope}`, { headers: { "if-match": "*" } });
    expect((await stateOf(address)).private.data).toBeNull();
    expect((await say(address, "Ann")).replies).toEqual(["What is your name?"]);
    expect((await stateOf(address)).private.data).toEqual({ visits: 1 });
  });

  test("a value tells which turn wrote it, and an earlier turn's state can be looked at and restored", async () => {
    const address = await start();
    for (const text of ["hi", "Ann", "42"]) await say(address, text);
    const { turn } = await say(address, "hi");
    const traced = (await api.call("GET", `${address}/state/user/provenance?path=/name`)).body;
    expect(JSON.stringify(traced)).toContain(`"turn":${turn.number - 1}`);
    const earlier = (await api.call("GET", `${address}/state?turn=${turn.number - 2}`)).body;
    expect(earlier.dialog.data.callstack).toHaveLength(3);
    const restored = await api.call("POST", `${address}/restore`, {
      body: { turn: turn.number - 2, scopes: ["user", "conversation", "private", "dialog"] },
    });
    expect(restored.status).toBe(200);
    expect((await say(address, "7")).replies).toEqual(["Hello Ann, you are 7."]);
  });

  test("when it ends the conversation, the turn says that conversation and private data were cleared; user data stays", async () => {
    const address = await start();
    for (const text of ["hi", "Ann", "42"]) await say(address, text);
    const counts = await countsOf(address, await say(address, "bye"));
    expect([counts.conversation.isCleared, counts.private.isCleared, counts.user]).toEqual([true, true, undefined]);
    const { user, conversation, private: own } = await stateOf(address);
    expect([user.data, conversation.data, own.data]).toEqual([{ name: "Ann", age: 42 }, {}, null]);
    expect((await countsOf(address, await say(address, "hi"))).conversation.isCleared).toBeUndefined();
  });

  test("its calls of the Bot State service are in the record of the turn", async () => {
    const address = await start();
    const { turn } = await say(address, "hi");
    const { operations } = (await api.call("GET", `${address}/turns/${turn.number}`)).body.record;
    const kinds = operations.map(({ kind, items }: { kind: string; items: { scope: string }[] }) => `${kind} ${items[0]?.scope}`);
    expect(kinds.sort()).toEqual(["read conversation", "read private", "read user", "write conversation", "write private"]);
  });
});
