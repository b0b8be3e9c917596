import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { TurnContext } from "botbuilder";
import { afterAll, expect, test } from "vitest";
import { addMember, readState } from "@/lib/conversations";
import { loadScriptedBot, onHearing, type TestConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { defaultChannelId as channelId, randomText } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { erase, openAs, type Somebody, somebody } from "./testing/somebody";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-references-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const card = {
  contentType: "application/vnd.microsoft.card.hero",
  content: { title: "Hours", $schema: "http://adaptivecards.io/schemas/1.json" },
};

/** The bot keeps what a bot keeps that speaks first: how to reach somebody, and what programs call their time and their last card. */
async function keepReference({ say }: TestConversation, { id }: Somebody): Promise<void> {
  const hearing = `remember where I am ${randomText(8)}`;
  onHearing(hearing, async ({ context, storage }) => {
    const { activity } = context;
    const kept = {
      reference: TurnContext.getConversationReference(activity),
      last: activity,
      seen: activity.timestamp,
      zone: "America/New_York",
      card,
      case: "DS-2026-0001",
      order: `2026-${10_000 + Math.floor(Math.random() * 90_000)}`,
      bot: "scripted",
    };
    await storage.write({ [`${channelId}/users/${id}/`]: { ...kept, eTag: "*" } });
    await context.sendActivity({ attachments: [card] });
  });
  await say(hearing, id);
}

/** A turn of theirs that has the same zone and the same kind of card in it. */
async function speak({ post }: TestConversation, { id }: Somebody): Promise<void> {
  onHearing("hours", async ({ context }) => void (await context.sendActivity({ attachments: [card] })));
  await (await post({ text: "hours", from: { id }, localTimezone: "America/New_York" })).finished;
}

const messagesIn = async (conversationId: string, fromId?: string) =>
  (await db()).query(sql`SELECT id, body FROM activity WHERE type = 'message' AND conversation_id = ${encodeText(conversationId)}
    AND (from_id = ${encodeText(fromId ?? "")} OR ${fromId === undefined ? 1 : 0} = 1) ORDER BY position`);

onEachDatabase(() => {
  test("a kept reference to a conversation takes nothing from those who have the same zone, card and bot", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [somebody("Ann Horváth"), somebody("Bo Kis")];
    const theirs = await openAs(bo);
    await speak(theirs, bo);
    const before = await messagesIn(theirs.id);
    await keepReference(await openAs(ann), ann);

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(await messagesIn(theirs.id)).toEqual(before);
  });

  test("nor from those in the same conversation, where what they said keeps its ids and times", { timeout: 60_000 }, async () => {
    const [ann, bo] = [somebody("Ann Horváth"), somebody("Bo Kis")];
    const together = await openAs(ann);
    await addMember(together.id, bo);
    await speak(together, bo);
    await keepReference(together, ann);
    await speak(together, bo);
    const before = await messagesIn(together.id, bo.id);

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(before).toHaveLength(2);
    expect(await messagesIn(together.id, bo.id)).toEqual(before);
    expect((await readState(together.id, ann.id)).user.data).toBeNull();
  });
});
