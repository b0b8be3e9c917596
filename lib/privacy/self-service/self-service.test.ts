import { expect, test } from "vitest";
import { writeState } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation, textsOf } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { defaultChannelId as channelId } from "@/lib/model";
import { answerSelfService, withSelfService } from "@/lib/self-service";
import { requireRequest } from "../requests/case-row";
import { offerSelfService } from "./offer-self-service";

loadScriptedBot();

const sentences = ["what do you know about me", "Forget me", "yes, forget me"];

onEachDatabase(() => {
  test("somebody is told what a bot keeps of them, in the dictionary's words and without values", async () => {
    offerSelfService();
    for (const sentence of sentences) onHearing(sentence, async ({ context }) => void (await answerSelfService(context as never)));
    const { id, userId, say } = await openConversation();
    expect(textsOf(await say("what do you know about me"))).toEqual(["I keep nothing about you, apart from what we say here."]);
    const write = { scope: "user", data: { mail: "linnet@example.org" }, ifMatch: "*" } as const;
    await writeState({ conversationId: id, userId, writes: [write], kind: "edit", by: "Tess" });
    await (await db()).execute(
      sql`UPDATE dictionary_path SET label = 'E-mail', purpose = 'Sends tickets', retention_days = 30 WHERE pattern = '/mail'`,
    );
    const [told] = textsOf(await say("what do you know about me")) as string[];
    expect(told).toContain("- E-mail; for: Sends tickets; kept 30 days after we last spoke");
    expect(told).not.toContain("linnet");
  });

  test("forget me asks once more, and then opens one case of erasure of whoever asked", async () => {
    offerSelfService();
    for (const sentence of sentences) onHearing(sentence, async ({ context }) => void (await answerSelfService(context as never)));
    const { userId, say } = await openConversation();
    const [asked] = textsOf(await say("Forget me")) as string[];
    expect(asked).toContain("yes, forget me");
    const personId = identityIdOf({ channelId, userId });
    const cases = async () => (await db()).query<{ number: string }>(sql`SELECT number FROM privacy_request WHERE person_id = ${personId}`);
    expect(await cases()).toEqual([]);
    const [told] = textsOf(await say("yes, forget me")) as string[];
    const [found] = await cases();
    expect(told).toContain(found?.number);
    expect(await requireRequest(found?.number ?? "")).toMatchObject({ type: "erasure", state: "verified", identified: { how: "code" } });
    await say("yes, forget me");
    expect(await cases()).toHaveLength(1);
  });

  test("everything else goes to the bot itself", async () => {
    offerSelfService();
    const heard: string[] = [];
    class Bot {
      private readonly name = "bot";
      async run(context: { activity: { text: string } }) {
        heard.push(`${this.name} ${context.activity.text}`);
      }
    }
    const bot = withSelfService(() => new Bot())({});
    // The second is a name that every object has.
    const texts = ["forget me not", "constructor", "__proto__"];
    for (const text of texts) {
      const activity = { type: "message", text, channelId, from: { id: "u" } };
      await bot.run({ activity, sendActivity: async () => undefined } as never);
    }
    expect(heard).toEqual(texts.map((text) => `bot ${text}`));
  });
});
