import { TurnContext } from "botbuilder-core";
import { expect, onTestFinished, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { bus } from "@/lib/live";
import { listActivities } from "./list-activities";
import { requireTurn } from "./require-turn";
import { deferred, loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";

loadScriptedBot();

onEachDatabase(() => {
  test("what a bot sends after its turn is attached to that turn", async () => {
    const { id, say } = await openConversation();
    const [mayGoOn, isSent] = [deferred(), deferred()];
    onHearing("late", async ({ context }) => {
      const reference = TurnContext.getConversationReference(context.activity);
      const { adapter } = context;
      await context.sendActivity("in time");
      void mayGoOn.promise.then(async () => {
        await adapter.continueConversation(reference, async (later) => void (await later.sendActivity("late")));
        isSent.resolve();
      });
    });
    const turn = await say("late");
    expect(textsOf(turn)).toEqual(["in time"]);
    await say("meanwhile");
    const { isLogged } = whenLogged(id);
    mayGoOn.resolve();
    await Promise.all([isSent.promise, isLogged]);
    expect(textsOf(await requireTurn(id, turn.number))).toEqual(["in time", "late"]);
    const { activities } = await listActivities(id, { watermark: null });
    expect(activities.at(-1)).toMatchObject({ text: "late" });
  });

  test("a bot can change and delete what it said", async () => {
    const { id, say } = await openConversation();
    onHearing("change", async ({ context }) => {
      const first = await context.sendActivity("first");
      const second = await context.sendActivity("second");
      await context.updateActivity({ id: first?.id, type: "message", text: "changed" });
      await context.deleteActivity(second?.id ?? "");
    });
    const turn = await say("change");
    expect(turn.outcome).toBe("completed");
    expect((await requireTurn(id, turn.number)).replies).toMatchObject([{ text: "changed" }, { type: "messageDelete" }]);
    expect(turn.replies).toEqual((await requireTurn(id, turn.number)).replies);
  });

  test("changing what is not there fails the turn with the reason", async () => {
    const { say } = await openConversation();
    onHearing("change nothing", async ({ context }) => {
      await context.updateActivity({ id: "a-unknown", type: "message", text: "?" });
    });
    expect(await say("change nothing")).toMatchObject({
      outcome: "failed",
      error: { message: expect.stringContaining("not in this conversation") },
    });
  });
});

/** Resolves when the next activity has been committed to the conversation's log. */
function whenLogged(conversationId: string): { isLogged: Promise<void> } {
  const { promise: isLogged, resolve } = deferred();
  const unsubscribe = bus().subscribe((event) => {
    if (event.type === "activities" && event.conversationId === conversationId) resolve();
  });
  onTestFinished(unsubscribe);
  return { isLogged };
}
