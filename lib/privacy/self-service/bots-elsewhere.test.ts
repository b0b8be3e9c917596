import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedBot, serveV4Bot } from "@/lib/bots/testing";
import { addBot, changeBot, writeState } from "@/lib/conversations";
import { openConversation, textsOf } from "@/lib/conversations/testing";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { type Activity, addBotRequest, defaultChannelId as channelId } from "@/lib/model";
import { selectCases } from "../requests/case-row";
import { offerSelfService } from "./offer-self-service";

const heard: string[] = [];
let served: ServedBot;

beforeAll(async () => {
  offerSelfService();
  served = await serveV4Bot(async (context) => {
    if (context.activity.type !== "message") return;
    heard.push(context.activity.text);
    await context.sendActivity(`you said ${context.activity.text}`);
  });
});

afterAll(() => served.stop());

onEachDatabase((_, provider) => {
  const botId = `elsewhere-${provider}`;

  beforeAll(async () => {
    await addBot(addBotRequest.parse({ id: botId, name: "Elsewhere", endpoint: served.endpoint, deliveryMode: "expectReplies" }));
  });

  /** A new conversation with the real bot, over HTTP. */
  async function open({ offersSelfService = true } = {}) {
    await changeBot(botId, { offersSelfService });
    heard.splice(0);
    const conversation = await openConversation({ botId });
    const personId = identityIdOf({ channelId, userId: conversation.userId });
    return { ...conversation, casesNow: () => selectCases(sql`request.person_id = ${personId}`) };
  }

  describe("a bot elsewhere that is set to offer it", () => {
    test("does not get what people ask about their data; Turnscope answers it in a turn like others", async () => {
      const { id, userId, say } = await open();
      const write = { scope: "user", data: { mail: "dunlin@example.org" }, ifMatch: "*" } as const;
      await writeState({ conversationId: id, userId, writes: [write], kind: "edit", by: "Tess" });
      const turn = await say("What do you know about me?");
      const [told] = textsOf(turn) as string[];
      expect(told).toContain("- Mail");
      expect(told).toContain("they cannot be seen from here");
      expect(told).not.toContain("dunlin");
      expect(turn).toMatchObject({
        outcome: "completed",
        error: null,
        replies: [{ replyToId: (turn.activity as Activity).id, from: { id: botId } }],
      });
      expect(turn.record.logs.map(({ text }) => text)).toEqual([expect.stringContaining("The bot did not get this message")]);
      expect(heard).toEqual([]);
    });

    test("has forget me asked once more before one case of erasure is opened", async () => {
      const { say, casesNow } = await open();
      expect(textsOf(await say("forget me"))).toEqual([expect.stringContaining("yes, forget me")]);
      expect(await casesNow()).toEqual([]);
      const told = textsOf(await say("yes, forget me"));
      const cases = await casesNow();
      expect(cases).toMatchObject([{ type: "erasure", state: "verified" }]);
      expect(told).toEqual([expect.stringContaining(cases[0]?.number ?? "no case")]);
      await say("yes, forget me");
      expect(await casesNow()).toHaveLength(1);
      expect(heard).toEqual([]);
    });

    test("gets everything else", async () => {
      const { say } = await open();
      for (const text of ["hello", "forget me not", "constructor"]) expect(textsOf(await say(text))).toEqual([`you said ${text}`]);
    });
  });

  test("a bot that is not set so gets it all", async () => {
    const { say, casesNow } = await open({ offersSelfService: false });
    expect(textsOf(await say("yes, forget me"))).toEqual(["you said yes, forget me"]);
    expect([heard, await casesNow()]).toEqual([["yes, forget me"], []]);
  });
});
