import { ConversationState, InspectionMiddleware, InspectionState, MemoryStorage, UserState } from "botbuilder";
import { afterEach, expect, test, vi } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serveV3ProfileBot, serveV4Bot } from "@/lib/bots/testing";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();
const served: ServedBot[] = [];

afterEach(async () => {
  for (const bot of served.splice(0)) await bot.stop();
});

/** Counts in its own memory, and has InspectionMiddleware as sample 47 has it. */
function serveInspected(): Promise<ServedBot> {
  const storage = new MemoryStorage();
  const [user, conversation] = [new UserState(storage), new ConversationState(storage)];
  const inspection = new InspectionMiddleware(new InspectionState(storage), user, conversation);
  const count = user.createProperty<number>("count");
  return serveV4Bot((context) =>
    inspection.onTurn(context, async () => {
      if (context.activity.type !== "message") return;
      await count.set(context, (await count.get(context, 0)) + 1);
      await context.sendActivity(`${await count.get(context)}: ${context.activity.text}`);
      await user.saveChanges(context);
    }),
  );
}

async function start(bot: ServedBot, request: Record<string, unknown> = {}) {
  served.push(bot);
  const { body } = await api.call("POST", "/api/bots", { body: { name: "Elsewhere", endpoint: bot.endpoint, ...request } });
  return (await api.start({ botId: body.bot.id })).address;
}

const say = (address: string, text: string) => api.call("POST", `${address}/activities`, { body: { text } });
const copyOf = async (address: string, query = "") => (await api.call("GET", `${address}/inspection${query}`)).body.copy;

test.each(["emulator", "msteams-like"])(
  "a v4 bot on the channel %s attaches without a word, and tells its state after each turn",
  async (channelId) => {
    const address = await start(await serveInspected(), { channelId });
    const before = (await api.call("GET", `${address}/activities`)).text;
    expect(await copyOf(address)).toBeNull();
    expect((await api.call("POST", `${address}/inspection`)).body).toMatchObject({ isAttached: true });
    expect((await api.call("GET", `${address}/activities`)).text).toBe(before);
    const { body } = await say(address, "one");
    expect(body.replies.filter(({ type }: { type: string }) => type !== "trace").map(({ text }: { text: string }) => text)).toEqual([
      "1: one",
    ]);
    expect(await copyOf(address)).toMatchObject({ turn: body.turn.number, source: "inspection", user: { count: 1 }, private: null });
    await say(address, "two");
    expect((await copyOf(address)).user).toEqual({ count: 2 });
    expect((await copyOf(address, `?turn=${body.turn.number}`)).user).toEqual({ count: 1 });
    // It is the bot's own copy: the scopes that are kept here stay empty.
    expect((await api.call("GET", `${address}/state`)).body.user.data).toBeNull();
  },
);

test("that a bot has attached is known until its next turn shows it, also to who comes later", async () => {
  const address = await start(await serveInspected());
  const answer = async () => (await api.call("GET", `${address}/inspection`)).body;
  expect(await answer()).toEqual({ copy: null, attachedAfterTurn: null });
  const { turn } = (await say(address, "one")).body;
  await api.call("POST", `${address}/inspection`);
  expect(await answer()).toEqual({ copy: null, attachedAfterTurn: turn.number });
  const next = (await say(address, "two")).body.turn;
  expect(await answer()).toMatchObject({ copy: { turn: next.number }, attachedAfterTurn: turn.number });
});

test("a bot without InspectionMiddleware is told apart, and what it answered is not in the chat", async () => {
  const address = await start(await serveV4Bot(async (context) => void (await context.sendActivity("What?"))));
  const before = (await api.call("GET", `${address}/activities`)).text;
  const { body } = await api.call("POST", `${address}/inspection`);
  expect(body).toMatchObject({ isAttached: false, sentence: expect.stringContaining("InspectionMiddleware") });
  expect((await api.call("GET", `${address}/activities`)).text).toBe(before);
});

test("a bot that is not there, and one in this process, say so", async () => {
  const bot = await serveInspected();
  const address = await start(bot);
  await bot.stop();
  expect((await api.call("POST", `${address}/inspection`)).body).toMatchObject({ code: "bot_unreachable" });
  const inProcess = await api.start();
  expect((await api.call("POST", `${inProcess.address}/inspection`)).body).toMatchObject({ code: "bot_not_remote" });
});

test("what a v3 bot watches is its copy as well", async () => {
  for (const level of ["log", "info", "warn"] as const) vi.spyOn(console, level).mockReturnValue(undefined);
  const address = await start(await serveV3ProfileBot(), { generation: "v3" });
  for (const text of ["hi", "Ann", "42", "watch"]) await say(address, text);
  expect(await copyOf(address)).toMatchObject({ source: "debug", user: { name: "Ann", age: 42 }, dialog: [], conversation: null });
});
