import { Activity as AgentsActivity } from "@microsoft/agents-activity";
import { TurnContext as AgentsContext } from "@microsoft/agents-hosting";
import { TurnContext as V4Context } from "botbuilder-core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { BotStorage } from "@/lib/state";
import type { BotDefinition } from "./bot-module";
import { TestConversation, TestStorage } from "./testing/test-conversation";

type Context = V4Context | AgentsContext;
type Script = {
  run(context: Context, storage: BotStorage): Promise<void>;
  onTurnError?(context: Context, error: unknown): Promise<void>;
};

const facts = { id: "scripted", name: "Scripted", description: "Does what the test says." };

function define(host: BotDefinition["host"], { run, onTurnError }: Script): BotDefinition {
  const createBot = ({ storage }: { storage: BotStorage }) => ({
    run: (context: Context) => run(context, storage),
    ...(onTurnError && { onTurnError }),
  });
  return host === "agents-sdk" ? { ...facts, host, createBot } : { ...facts, host, createBot };
}

/** Sends any activity, spelled as each SDK wants it. */
async function send(context: Context, ...activities: ({ type: string } & Record<string, unknown>)[]): Promise<(string | undefined)[]> {
  const responses =
    context instanceof AgentsContext
      ? await context.sendActivities(activities.map((activity) => AgentsActivity.fromObject(activity)))
      : await context.sendActivities(activities);
  return responses.map((response) => response.id);
}

/** How to speak in the activity's conversation again, once the context is revoked. */
function continueLater(context: Context): (logic: (late: Context) => Promise<void>) => Promise<void> {
  if (context instanceof AgentsContext) {
    const [adapter, reference] = [context.adapter, context.activity.getConversationReference()];
    return (logic) => adapter.continueConversation("", reference, logic);
  }
  const [adapter, reference] = [context.adapter, V4Context.getConversationReference(context.activity)];
  return (logic) => adapter.continueConversationAsync("", reference, logic);
}

/** The contract of a bot host, the same for both SDKs. */
describe.each(["botframework-v4", "agents-sdk"] as const)("a bot on %s", (host) => {
  const open = (script: Script, storage: BotStorage = new TestStorage()) => TestConversation.open(define(host, script), storage);

  test("its replies are sent in order, as replies to the activity, from the bot to the person", async () => {
    const conversation = await open({
      async run(context) {
        await context.sendActivity("one");
        await send(context, { type: "message", text: "two" }, { type: "typing" });
      },
    });
    const { replies, error } = await conversation.says({ id: "a-1", text: "hi" });
    const sides = {
      replyToId: "a-1",
      from: { id: "scripted" },
      recipient: { id: "u-ann" },
      conversation: { id: "c-1" },
      channelId: "emulator",
    };
    expect(error).toBeNull();
    expect(replies).toMatchObject([{ text: "one", ...sides }, { text: "two", ...sides }, { type: "typing" }]);
    expect(replies.every((reply) => !("_channelId" in reply))).toBe(true);
  });

  test("it is answered the ids under which its activities were kept, and may update and delete them", async () => {
    const conversation = await open({
      async run(context) {
        const [id = ""] = await send(context, { type: "message", text: "draft" });
        const update = { type: "message", id, text: "final" };
        if (context instanceof AgentsContext) await context.updateActivity(AgentsActivity.fromObject(update));
        else await context.updateActivity(update);
        await context.deleteActivity(id);
      },
    });
    expect((await conversation.says("hi")).error).toBeNull();
    const [, updated, deleted] = conversation.sent;
    expect(updated).toMatchObject({ type: "updated", text: "final" });
    expect(deleted).toMatchObject({ type: "deleted", id: updated?.id });
  });

  test("an error without a handler of its own is reported with its stack", async () => {
    const conversation = await open({
      async run() {
        throw new RangeError("out of cheese");
      },
    });
    const { error, texts } = await conversation.says("hi");
    expect(error).toMatchObject({ name: "RangeError", message: "out of cheese", stack: expect.stringContaining("bot-host.test") });
    // The Agents SDK's adapter apologises on its own, v4's does not.
    expect(texts).toHaveLength(host === "agents-sdk" ? 2 : 0);
  });

  test("an error that is thrown before the first await is reported too", async () => {
    const conversation = await open({
      run() {
        throw new Error("at once");
      },
    });
    expect((await conversation.says("hi")).error?.message).toBe("at once");
  });

  test("onTurnError is asked, its replies are sent, and the error is reported all the same", async () => {
    const conversation = await open({
      async run() {
        throw new Error("broken");
      },
      async onTurnError(context, error) {
        await context.sendActivity(`Sorry: ${error}`);
      },
    });
    expect(await conversation.says("hi")).toMatchObject({ texts: ["Sorry: Error: broken"], error: { message: "broken" } });
  });

  test("what onTurnError throws is reported beside the bot's error; throwing that again adds nothing", async () => {
    const failing = await open({
      async run() {
        throw new Error("broken");
      },
      async onTurnError() {
        throw new TypeError("also broken");
      },
    });
    const { error } = await failing.says("hi");
    expect(error?.message).toBe("broken (and onTurnError then threw TypeError: also broken)");
    expect(error?.stack).toMatch(/Error: broken[\s\S]*onTurnError then threw:\nTypeError: also broken/);

    const rethrowing = await open({
      async run() {
        throw new Error("broken");
      },
      async onTurnError(_context, error) {
        throw error;
      },
    });
    expect((await rethrowing.says("hi")).error?.message).toBe("broken");
  });

  test.each([
    ["out of cheese", "out of cheese"],
    [null, "The bot threw null, which is not an Error."],
    [undefined, "The bot threw undefined, which is not an Error."],
    [{ code: 7 }, 'The bot threw {"code":7}, which is not an Error.'],
  ])("throwing %j, which is no Error, is reported in words", async (thrown, message) => {
    const conversation = await open({
      async run() {
        throw thrown;
      },
    });
    expect((await conversation.says("hi")).error).toEqual({ name: "Error", message });
  });

  test("an activity that no channel would take is an error of the bot", async () => {
    const conversation = await open({
      async run(context) {
        await send(context, { type: "message", text: { no: "text" } });
      },
    });
    expect((await conversation.says("hi")).error?.message).toMatch(/text/);
  });

  test("a trace is passed on as one, and an invoke response is not sent", async () => {
    const conversation = await open({
      async run(context) {
        await context.sendTraceActivity("look", { a: 1 }, "https://example.org/schema", "Look");
        await send(context, { type: "invokeResponse", value: { status: 200 } });
      },
    });
    expect((await conversation.says("hi")).replies).toMatchObject([{ type: "trace", name: "look", value: { a: 1 } }]);
  });

  test("replies come as they are sent even when the client asked for expectReplies", async () => {
    const conversation = await open({
      async run(context) {
        await context.sendActivity("here");
      },
    });
    expect((await conversation.says({ text: "hi", deliveryMode: "expectReplies" })).texts).toEqual(["here"]);
  });

  test("a delay waits between two messages and is not sent", async () => {
    const conversation = await open({
      async run(context) {
        await send(context, { type: "message", text: "before" }, { type: "delay", value: 30 }, { type: "message", text: "after" });
      },
    });
    const startedAt = performance.now();
    expect((await conversation.says("hi")).texts).toEqual(["before", "after"]);
    expect(performance.now() - startedAt).toBeGreaterThan(25);
  });

  test("aborting ends a delay and the turn at once, and the bot's apology is not asked for", async () => {
    const abort = new AbortController();
    const onTurnError = vi.fn();
    const conversation = await open({
      async run(context) {
        await context.sendActivity("wait");
        setImmediate(() => abort.abort());
        await send(context, { type: "delay", value: 3_600_000 }, { type: "message", text: "never" });
      },
      onTurnError,
    });
    const { error, texts } = await conversation.says("hi", { signal: abort.signal });
    expect({ name: error?.name, texts }).toEqual({ name: "AbortError", texts: ["wait"] });
    await new Promise(setImmediate);
    expect(onTurnError).not.toHaveBeenCalled();
  });

  test("aborting ends the turn of a bot that hangs; what it throws later harms nobody", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    onTestFinished(() => void process.off("unhandledRejection", unhandled));
    let fail = (_error: Error) => {};
    const conversation = await open({
      run: () =>
        new Promise((_resolve, reject) => {
          fail = reject;
        }),
    });
    const { error } = await conversation.says("hi", { signal: AbortSignal.timeout(20) });
    expect(error?.name).toBe("TimeoutError");
    fail(new Error("too late"));
    await new Promise(setImmediate);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("what it sends and stores after the turn goes to the turn's sender and to the direct storage", async () => {
    const direct = new TestStorage();
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let late: Promise<void> | undefined;
    const conversation = await open(
      {
        async run(context, storage) {
          await storage.write({ inTurn: {} });
          const resume = continueLater(context);
          late = gate.then(() =>
            resume(async (lateContext) => {
              await lateContext.sendActivity("late");
              await storage.write({ afterTurn: {} });
            }),
          );
        },
      },
      direct,
    );
    const inTurn = new TestStorage();
    expect((await conversation.withStorage(inTurn).says("hi")).replies).toEqual([]);
    goOn();
    await late;
    expect(conversation.sent).toMatchObject([{ text: "late", conversation: { id: "c-1" } }]);
    expect(Object.keys(await inTurn.read(["inTurn", "afterTurn"]))).toEqual(["inTurn"]);
    expect(Object.keys(await direct.read(["inTurn", "afterTurn"]))).toEqual(["afterTurn"]);
  });

  test("an error in a conversation it continues within the turn is reported like any other", async () => {
    const conversation = await open({
      async run(context) {
        await continueLater(context)(async () => {
          throw new Error("broken inside");
        });
      },
      async onTurnError(context) {
        await context.sendActivity("Sorry");
      },
    });
    expect(await conversation.says("hi")).toMatchObject({ texts: ["Sorry"], error: { message: "broken inside" } });
  });

  test("turns that run at the same time keep to their own storage", async () => {
    const conversation = await open({
      async run(context, storage) {
        for (let step = 0; step < 20; step++) {
          await new Promise(setImmediate);
          await storage.write({ [`${context.activity.text}-${step}`]: {} });
        }
      },
    });
    const storages = ["a", "b", "c"].map((name) => ({ name, storage: new TestStorage() }));
    await Promise.all(storages.map(({ name, storage }) => conversation.inConversation(name).withStorage(storage).says(name)));
    for (const { name, storage } of storages) {
      const keys = ["a", "b", "c"].flatMap((one) => Array.from({ length: 20 }, (_, step) => `${one}-${step}`));
      expect(Object.keys(await storage.read(keys)).every((key) => key.startsWith(name))).toBe(true);
      expect(Object.keys(await storage.read(keys))).toHaveLength(20);
    }
  });

  test("another conversation is reached through senderFor, and not at all without it", async () => {
    const script: Script = {
      async run(context) {
        Object.assign(context.activity.conversation ?? {}, { id: "c-elsewhere" });
        const resume = continueLater(context);
        await resume(async (other) => void (await other.sendActivity("news")));
      },
    };
    expect((await (await open(script)).says("hi")).error?.message).toMatch(/c-elsewhere cannot be reached/);
    const elsewhere: unknown[] = [];
    const definition = define(host, script);
    const conversation = await TestConversation.open(definition, new TestStorage(), "c-1", (_botId, conversationId) => ({
      sendActivities: async (activities) => activities.map((activity) => `${elsewhere.push({ conversationId, ...activity })}`),
      updateActivity: async () => {},
      deleteActivity: async () => {},
    }));
    expect((await conversation.says("hi")).error).toBeNull();
    expect(elsewhere).toMatchObject([{ conversationId: "c-elsewhere", text: "news" }]);
  });

  test("what the bot does to the activity it was given stays with it", async () => {
    const conversation = await open({
      async run(context) {
        Object.assign(context.activity.from ?? {}, { id: "changed" });
      },
    });
    const from = { id: "u-ann" };
    await conversation.says({ text: "hi", from });
    expect(from).toEqual({ id: "u-ann" });
  });

  test("dates come as Date objects, as from the SDK's own adapter", async () => {
    const seen: unknown[] = [];
    const conversation = await open({
      async run(context) {
        seen.push(context.activity.timestamp, context.activity.localTimestamp);
      },
    });
    await conversation.says({ text: "hi", localTimestamp: "2026-11-21T10:40:00.000+01:00" });
    expect(seen).toEqual([new Date("2026-11-21T09:40:00.000Z"), new Date("2026-11-21T09:40:00.000Z")]);
  });
});
