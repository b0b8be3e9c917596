import { afterEach, describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import type { JsonObject, OverwritePolicy, TurnDetail } from "@/lib/model";
import { listBots, setBot } from "./bot-settings";
import { listTurns } from "./list-turns";
import { putBackLostValues } from "./lost-values/put-back";
import { requireTurn } from "./require-turn";
import { deferred, forgetProcess, loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";
import { writeState } from "./write-state";

loadScriptedBot();

onEachDatabase(() => {
  afterEach(() => setBot("scripted", { overwritePolicy: "sdk", overlapTurns: false }));

  describe("two messages at once, with turns that overlap", () => {
    test("lose an update as the SDK does: it is found, counted, and can be put back", async () => {
      const { id, first, second, state } = await overlap("sdk");
      expect([first.outcome, second.outcome]).toEqual(["completed", "completed"]);
      expect(await state()).toEqual({ name: "Ann", first: true, both: 1 });
      expect(first).toMatchObject({ lostUpdates: 2, record: { lostUpdates: [{ scope: "conversation", paths: ["/both", "/second"] }] } });
      expect(second).toMatchObject({ lostUpdates: 0, record: { lostUpdates: [] } });
      expect(await requireTurn(id, first.number)).toEqual(first);
      expect((await listTurns(id)).turns.map(({ lostUpdates }) => lostUpdates)).toEqual([0, 0, 2, 0]);
      const { changes } = await putBackLostValues(id, first.number, { by: "Kim" });
      expect(changes.map(({ path, kind }) => [path, kind])).toEqual([
        ["/both", "changed"],
        ["/second", "added"],
      ]);
      expect(await state()).toEqual({ name: "Ann", first: true, second: true, both: 2 });
      expect((await listTurns(id)).writes).toMatchObject([{ kind: "restore", by: "Kim" }]);
    });

    test("are merged when edits are protected; where both wrote, the later save wins and that is told", async () => {
      const { first, state } = await overlap("protect");
      expect(await state()).toEqual({ name: "Ann", first: true, second: true, both: 1 });
      expect(first).toMatchObject({ outcome: "completed", lostUpdates: 1, record: { lostUpdates: [{ paths: ["/both"] }] } });
      expect(first.record.operations.at(-1)?.items[0]?.written).toEqual([
        { property: "first", value: true },
        { property: "both", value: 1 },
      ]);
    });

    test("fail one of the two when strict, and nothing of its state is written", async () => {
      const { id, first, second, state } = await overlap("strict");
      expect(second.outcome).toBe("completed");
      expect(first).toMatchObject({
        outcome: "failed",
        lostUpdates: 0,
        changes: [],
        error: { message: expect.stringContaining("eTag conflict") },
      });
      expect(textsOf(first)).toEqual(["done"]);
      expect(await state()).toEqual({ name: "Ann", second: true, both: 2 });
      expect(await requireTurn(id, first.number)).toEqual(first);
    });

    test("wait for each other without it", async () => {
      const { say, id } = await openConversation();
      const order: string[] = [];
      onHearing("one", async ({ context }) => {
        order.push("one begins");
        await context.sendActivities([{ type: "delay", value: 5 }]);
        order.push("one ends");
      });
      onHearing("two", async () => void order.push("two"));
      await Promise.all([say("one"), say("two")]);
      expect(order).toEqual(["one begins", "one ends", "two"]);
      expect((await listTurns(id)).turns.map(({ number }) => number)).toEqual([1, 2, 3]);
    });
  });

  test.each([
    ["sdk", false],
    ["sdk", true],
    ["protect", true],
    ["strict", true],
  ] as const)("an edit while a slow turn runs waits for it and is not lost: %s, overlapping %s", async (overwritePolicy, overlapTurns) => {
    await setBot("scripted", { overwritePolicy, overlapTurns });
    const { id, say, data } = await openConversation();
    const [isRead, mayEnd] = [deferred(), deferred()];
    onHearing("slow", async ({ count, save }) => {
      await count();
      isRead.resolve();
      await mayEnd.promise;
      await save();
    });
    const slow = say("slow");
    await isRead.promise;
    const edits = (["user", "conversation", "private"] as const).map((scope) =>
      writeState({ conversationId: id, writes: [{ scope, data: { edited: scope }, ifMatch: "*" }], by: "Kim", kind: "edit" }),
    );
    mayEnd.resolve();
    expect(await slow).toMatchObject({ outcome: "completed", lostUpdates: 0 });
    await Promise.all(edits);
    expect(await data()).toMatchObject({
      user: { edited: "user" },
      conversation: { edited: "conversation" },
      private: { edited: "private" },
    });
  });

  test("a bot is run as it was set, also after a restart; others keep the default", async () => {
    expect(await setBot("scripted", { overlapTurns: true })).toMatchObject({ id: "scripted", overwritePolicy: "sdk", overlapTurns: true });
    await setBot("scripted", { overwritePolicy: "strict" });
    forgetProcess();
    const bots = await listBots();
    expect(bots.find(({ id }) => id === "scripted")).toMatchObject({ overwritePolicy: "strict", overlapTurns: true });
    expect(bots.find(({ id }) => id === "profile")).toMatchObject({ overwritePolicy: "sdk", overlapTurns: false });
    await expect(setBot("nobody", {})).rejects.toMatchObject({ code: "bot_not_found" });
  });

  test("a turn that lost nothing has nothing to put back", async () => {
    const { id, say } = await openConversation();
    const { number } = await say("hello");
    await expect(putBackLostValues(id, number, { by: "Kim" })).rejects.toMatchObject({ code: "invalid_request" });
  });
});

/** Both turns read the conversation's state before either saves; the second to be posted saves first. */
async function overlap(overwritePolicy: OverwritePolicy) {
  await setBot("scripted", { overwritePolicy, overlapTurns: true });
  const { id, say, data } = await openConversation();
  const key = `emulator/conversations/${id}/`;
  onHearing("name", ({ storage }) => storage.write({ [key]: { name: "Ann" } }));
  await say("name");
  const [hasRead, mayWrite] = [deferred(), deferred()];
  onHearing("first", async ({ context, storage }) => {
    const read = (await storage.read([key]))[key] as JsonObject;
    hasRead.resolve();
    await mayWrite.promise;
    await storage.write({ [key]: { ...read, first: true, both: 1, eTag: "*" } });
    await context.sendActivity("done");
  });
  onHearing("second", async ({ storage }) => {
    const read = (await storage.read([key]))[key] as JsonObject;
    await storage.write({ [key]: { ...read, second: true, both: 2, eTag: "*" } });
  });
  const late: Promise<TurnDetail> = say("first");
  await hasRead.promise;
  const second = await say("second");
  mayWrite.resolve();
  const first = await late;
  return { id, first, second, state: async () => (await data()).conversation };
}
