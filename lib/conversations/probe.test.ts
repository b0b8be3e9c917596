import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { openConversation, say, useScriptedBot, repliesOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";
import { listBots } from ".";
useScriptedBot();
onEachDatabase(() => {
  test("x", async () => {
    console.log(await listBots());
    const c = await openConversation();
    console.log(repliesOf(await say(c, "hello")));
    onHearing("y", async ({context}) => { await context.sendActivity("scripted!"); });
    console.log(repliesOf(await say(c, "y")));
    console.log(await say(c, "z"));
  });
});
