import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { listActivities } from "./list-activities";
import { postActivity } from "./post-activity";
import { requireTurn } from "./require-turn";
import { startUp } from "./start-up";
import { deferred, forgetProcess, loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";
import { TestPage } from "./testing/test-page";

loadScriptedBot();

onEachDatabase(() => {
  test("turns that the last process left running are marked as interrupted, and the conversation goes on", async () => {
    const { id, userId, say, post, data } = await openConversation();
    await say("before");
    const isSaved = deferred();
    const clientActivityID = `client ${id}`;
    onHearing("cut off", async ({ context, count, save }) => {
      await context.sendActivity("begun");
      await count();
      await save();
      isSaved.resolve();
      await new Promise(() => {});
    });
    const cutOff = await post({ text: "cut off", channelData: { clientActivityID } });
    const waiting = await post({ text: "never begun" });
    await isSaved.promise;
    forgetProcess();

    expect(await startUp()).toEqual({ interruptedTurns: 2 });
    expect(await requireTurn(id, cutOff.turnNumber)).toMatchObject({ outcome: "interrupted", durationMs: null, changes: [] });
    expect(await requireTurn(id, waiting.turnNumber)).toMatchObject({ outcome: "interrupted", replies: [], changes: [] });
    expect(await data()).toMatchObject({ conversation: { count: 1 } });
    expect((await postActivity(id, { type: "message", text: "cut off", channelData: { clientActivityID } })).turnNumber).toBe(
      cutOff.turnNumber,
    );

    const { watermark } = await new TestPage().watch(id, userId);
    const next = await say("after");
    expect(next.number).toBe(5);
    expect(textsOf(next)).toEqual(["heard after as number 2"]);
    const { activities } = await listActivities(id, { watermark });
    expect(activities.map(({ text }) => text)).toEqual(["after", "heard after as number 2"]);
    const all = (await listActivities(id, { watermark: null })).activities.map(({ timestamp }) => timestamp);
    expect(all).toEqual([...new Set(all)].sort());
  });

  test("a start with nothing to mark marks nothing", async () => {
    const { id, say } = await openConversation();
    const turn = await say("hello");
    forgetProcess();
    expect(await startUp()).toEqual({ interruptedTurns: 0 });
    expect(await requireTurn(id, turn.number)).toEqual(turn);
  });

  test("writes are numbered on from where the last process stopped", async () => {
    const { id, say } = await openConversation();
    const first = await say("one");
    forgetProcess();
    const second = await say("two");
    expect((await requireTurn(id, first.number)).changes).toEqual(first.changes);
    expect((await requireTurn(id, second.number)).changes).toEqual(second.changes);
  });
});
