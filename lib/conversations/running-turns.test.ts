import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { requireTurn } from "./require-turn";
import { finishTurns } from "./running-turns";
import { deferred, forgetProcess, loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";

loadScriptedBot();

onEachDatabase(() => {
  test("stopping waits for the turns that run and those that wait behind them, and lets none begin", async () => {
    const { id, post, say } = await openConversation();
    const mayEnd = deferred();
    onHearing("slow", async ({ context }) => {
      await mayEnd.promise;
      await context.sendActivity("done");
    });
    const slow = await post({ text: "slow" });
    // Not yet in the log when stopping begins, but accepted.
    const quick = post({ text: "quick" });
    const stopped = finishTurns(60_000);
    await expect(say("too late")).rejects.toMatchObject({ code: "shutting_down" });
    mayEnd.resolve();
    expect(await stopped).toBe(true);
    expect(textsOf(await requireTurn(id, slow.turnNumber))).toEqual(["done"]);
    expect(await requireTurn(id, (await quick).turnNumber)).toMatchObject({ outcome: "completed" });
    forgetProcess();
  });

  test("stopping does not wait longer than it is told", async () => {
    const { post } = await openConversation();
    const mayEnd = deferred();
    onHearing("for ever", () => mayEnd.promise);
    const { finished } = await post({ text: "for ever" });
    expect(await finishTurns(1)).toBe(false);
    mayEnd.resolve();
    await finished;
    forgetProcess();
  });

  test("stopping when nothing runs is done at once", async () => {
    expect(await finishTurns(60_000)).toBe(true);
    forgetProcess();
  });
});
