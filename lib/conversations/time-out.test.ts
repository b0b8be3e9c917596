import { TurnContext } from "botbuilder-core";
import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { requireTurn } from "./require-turn";
import { deferred, loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";
import { TestPage } from "./testing/test-page";
import { writeState } from "./write-state";

loadScriptedBot({ TURNSCOPE_TURN_TIMEOUT_MS: "1500" });

onEachDatabase(() => {
  test("a bot that does not finish in time ends its turn as timed out, and the next turn runs", async () => {
    const { id, say, data } = await openConversation();
    onHearing("hang", async ({ context, count, save }) => {
      await context.sendActivity("one moment");
      await count();
      await save();
      await new Promise(() => {});
    });
    const [hung, next] = await Promise.all([say("hang"), say("next")]);
    expect(hung).toMatchObject({ outcome: "timed_out", error: { name: "TimeoutError", message: expect.stringContaining("1500 ms") } });
    expect(textsOf(hung)).toEqual(["one moment"]);
    expect(await requireTurn(id, hung.number)).toEqual(hung);
    expect(textsOf(next)).toEqual(["heard next as number 2"]);
    expect(await data()).toMatchObject({ conversation: { count: 2 } });
  });

  test("what a bot says and saves after its time is attached to its turn and shown as late", async () => {
    const { id, userId, say, scopes } = await openConversation();
    const page = new TestPage();
    await page.watch(id, userId);
    const mayGoOn = deferred();
    onHearing("come late", async ({ context, storage }) => {
      const reference = TurnContext.getConversationReference(context.activity);
      const { adapter } = context;
      await mayGoOn.promise;
      await storage.write({ [`emulator/conversations/${id}/`]: { late: true } });
      await adapter.continueConversation(reference, async (later) => void (await later.sendActivity("here I am")));
    });
    const turn = await say("come late");
    expect(turn).toMatchObject({ outcome: "timed_out", replies: [] });
    await say("meanwhile");
    mayGoOn.resolve();
    await page.until(() =>
      page.of("activities").some(({ activities }) => activities.some(({ activity }) => activity.text === "here I am")),
    );
    expect(textsOf(await requireTurn(id, turn.number))).toEqual(["here I am"]);
    expect((await scopes()).conversation).toMatchObject({ data: { late: true }, updatedBy: { kind: "bot-late", conversationId: id } });
  });

  test("what a person edits after a turn timed out is not overwritten when the bot saves at last", async () => {
    const { id, say, data } = await openConversation();
    const mayGoOn = deferred();
    const saved = deferred<unknown>();
    onHearing("save late", async ({ storage }) => {
      await mayGoOn.promise;
      const write = storage.write({ [`emulator/conversations/${id}/`]: { count: 1, eTag: "*" } });
      await write.then(() => saved.resolve(null), saved.resolve);
    });
    expect(await say("save late")).toMatchObject({ outcome: "timed_out" });
    const write = { scope: "conversation", data: { count: 41 }, ifMatch: "*" } as const;
    await writeState({ conversationId: id, writes: [write], kind: "edit", by: "Tess" });
    mayGoOn.resolve();
    expect(await saved.promise).toMatchObject({ code: "stale_etag" });
    expect(await data()).toMatchObject({ conversation: { count: 41 } });
  });

  test("a turn that waits for its own slow neighbour is not timed out for the waiting", async () => {
    const { say } = await openConversation();
    onHearing("hang", () => new Promise(() => {}));
    const [first, second, third] = await Promise.all([say("hang"), say("hang"), say("quick")]);
    expect([first.outcome, second.outcome, third.outcome]).toEqual(["timed_out", "timed_out", "completed"]);
  });
});
