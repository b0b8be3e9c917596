import { TurnContext } from "botbuilder-core";
import { afterEach, describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import type { JsonObject, OverwritePolicy } from "@/lib/model";
import { setBot } from "./bot-settings";
import { listTurns } from "./list-turns";
import { listLostValues } from "./lost-values/list-lost-values";
import { putBackLostValues } from "./lost-values/put-back";
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

  describe("what a person edits after a turn timed out, when the bot saves at last", () => {
    afterEach(() => setBot("scripted", { overwritePolicy: "sdk" }));

    test("is overwritten as the SDK does, marked on the late write, and put back on request", async () => {
      const { id, turn, late, data } = await editBetween("sdk");
      expect(late).toBe(null);
      expect(await data()).toMatchObject({ conversation: { count: 1, own: true } });
      const { lostValues, openClashes } = await listLostValues(id, { turn: turn.number });
      expect(openClashes).toBe(0);
      expect(lostValues).toMatchObject([
        { path: "/count", known: 0, written: 1, overwritten: 41, current: 1, isLate: true, isAsked: false, scope: "conversation" },
        { path: "/edited", overwritten: true, overwrittenBy: { kind: "tester", name: "Tess" }, decision: null },
      ]);
      expect((await listTurns(id)).writes.map(({ kind, lostUpdates }) => [kind, lostUpdates])).toEqual([
        ["edit", undefined],
        ["edit", undefined],
        ["late", 2],
      ]);
      await putBackLostValues(id, turn.number, { by: "Tess" });
      expect(await data()).toMatchObject({ conversation: { count: 41, edited: true, own: true } });
    });

    test("is merged when edits are protected, and a clash is asked about", async () => {
      const { id, late, data } = await editBetween("protect");
      expect(late).toBe(null);
      expect(await data()).toMatchObject({ conversation: { count: 1, edited: true, own: true } });
      const { lostValues, openClashes } = await listLostValues(id, { isOpen: true });
      expect(openClashes).toBe(1);
      expect(lostValues).toMatchObject([{ path: "/count", isAsked: true, isLate: true, overwritten: 41, written: 1 }]);
    });

    test("makes the bot's save fail when strict", async () => {
      const { late, data } = await editBetween("strict");
      expect(late).toMatchObject({ code: "stale_etag" });
      expect(await data()).toMatchObject({ conversation: { count: 41, edited: true } });
    });
  });

  test("a turn that waits for its own slow neighbour is not timed out for the waiting", async () => {
    const { say } = await openConversation();
    onHearing("hang", () => new Promise(() => {}));
    const [first, second, third] = await Promise.all([say("hang"), say("hang"), say("quick")]);
    expect([first.outcome, second.outcome, third.outcome]).toEqual(["timed_out", "timed_out", "completed"]);
  });
});

/** The bot reads, times out, and saves after Tess has edited the same place and another one; `late` is the error that it got. */
async function editBetween(overwritePolicy: OverwritePolicy) {
  await setBot("scripted", { overwritePolicy });
  const { id, say, data } = await openConversation();
  const key = `emulator/conversations/${id}/`;
  const edit = (value: JsonObject) =>
    writeState({ conversationId: id, writes: [{ scope: "conversation", data: value, ifMatch: "*" }], kind: "edit", by: "Tess" });
  const [mayGoOn, saved] = [deferred(), deferred<unknown>()];
  onHearing("save late", async ({ storage }) => {
    const read = (await storage.read([key]))[key] as JsonObject;
    await mayGoOn.promise;
    await storage.write({ [key]: { ...read, count: 1, own: true, eTag: "*" } }).then(() => saved.resolve(null), saved.resolve);
  });
  await edit({ count: 0 });
  const turn = await say("save late");
  expect(turn).toMatchObject({ outcome: "timed_out" });
  await edit({ count: 41, edited: true });
  mayGoOn.resolve();
  return { id, turn, late: await saved.promise, data };
}
