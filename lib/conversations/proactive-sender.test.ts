import { TurnContext } from "botbuilder-core";
import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { listLoggedActivities } from "./list-activities";
import { loadScriptedBot, openConversation } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";

loadScriptedBot();

onEachDatabase(() => {
  test("a bot speaks in another of its conversations, outside any turn, and who watches sees it in its place", async () => {
    const [here, there] = [await openConversation(), await openConversation()];
    let reference = {};
    onHearing("remember me", async ({ context }) => {
      reference = TurnContext.getConversationReference(context.activity);
    });
    onHearing("tell them", async ({ context }) => {
      await context.adapter.continueConversation(reference, async (other) => {
        await other.sendActivities([{ type: "message", text: "one" }, { type: "message", text: "two" }]); // biome-ignore format: one batch
      });
      await context.sendActivity("told");
    });
    await there.say("remember me");
    expect((await here.say("tell them")).replies).toMatchObject([{ text: "told" }]);
    const logged = await listLoggedActivities(there.id, { before: 100, limit: 2 });
    expect(logged.map(({ turn, activity }) => [turn, activity.text, activity.recipient.id])).toEqual([
      [null, "one", there.userId],
      [null, "two", there.userId],
    ]);
    expect((await there.say("go on")).outcome).toBe("completed");
  });

  test("a conversation of another bot is none of its own", async () => {
    const here = await openConversation();
    const other = await openConversation({ botId: "state-management" });
    onHearing("speak there", async ({ context }) => {
      const reference = { ...TurnContext.getConversationReference(context.activity), conversation: { id: other.id } };
      await context.adapter.continueConversation(reference as never, async (there) => void (await there.sendActivity("no")));
    });
    expect(await here.say("speak there")).toMatchObject({
      outcome: "failed",
      error: { message: expect.stringContaining("no conversation") },
    });
  });
});
