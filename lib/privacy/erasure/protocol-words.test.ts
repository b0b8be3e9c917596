import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { TurnContext } from "botbuilder";
import { afterAll, expect, test } from "vitest";
import { addMember } from "@/lib/conversations";
import { loadScriptedBot, onHearing, type TestConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { defaultChannelId as channelId, isJsonObject, type JsonValue, randomText } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { erase, openAs, type Somebody, somebody } from "./testing/somebody";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-protocol-words-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const team = { id: "19:0a1b2c3d4e5f@thread.tacv2", tenant: { id: "8a1b2c3d-0000-4000-8000-123456789abc" } };
const build = "4.23.1-preview.20261122";

/** What a bot says to everybody, with all that channels and programs put beside it. */
const greeting = {
  ...{ type: "message", text: "hello", inputHint: "acceptingInput", channelData: { tenant: team.tenant, channel: { id: team.id }, build } },
  attachments: [{ contentType: "application/json; charset=utf-8", content: {} }],
};

/** As a bot in C# writes it. */
function inPascalCase(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(inPascalCase);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key.slice(0, 1).toUpperCase() + key.slice(1), inPascalCase(child)]),
  );
}

/** The bot keeps the last activity, how to reach somebody, and what it and its channel are called. */
async function keep({ say }: TestConversation, { id }: Somebody): Promise<void> {
  const hearing = `remember where I am ${randomText(8)}`;
  onHearing(hearing, async ({ context, storage }) => {
    const { activity } = context;
    const plain = JSON.parse(JSON.stringify({ activity, reference: TurnContext.getConversationReference(activity) })) as JsonValue;
    const kept = {
      ...{ last: inPascalCase(plain), conversation: activity.conversation.id, server: activity.serviceUrl, channel: team, build },
      ...{
        event: "conversationUpdate",
        trace: "https://www.botframework.com/schemas/botState",
        type: greeting.attachments[0]?.contentType,
      },
      dialog: { $type: "Microsoft.Bot.Builder.Dialogs.DialogState, Microsoft.Bot.Builder.Dialogs" },
    };
    await storage.write({ [`${channelId}/users/${id}/`]: { ...kept, eTag: "*" } });
    await context.sendActivity(greeting);
  });
  await say(hearing, id);
}

/** A turn of theirs, of whom the bot keeps a dialog too. */
async function speak({ say }: TestConversation, { id }: Somebody): Promise<void> {
  onHearing("hello", async ({ context, storage }) => {
    const dialogs = { $type: "Microsoft.Bot.Builder.Dialogs.DialogState, Microsoft.Bot.Builder.Dialogs", DialogStack: [] };
    await storage.write({ [`${channelId}/users/${id}/`]: { dialogs, eTag: "*" } });
    await context.sendActivity(greeting);
  });
  await say("hello", id);
}

/** All that is stored of somebody's turns in a conversation, and of their state. */
async function rowsOf({ id }: TestConversation, { id: userId }: Somebody): Promise<unknown[]> {
  const turns = sql`conversation_id = ${encodeText(id)} AND turn_number IN
    (SELECT number FROM turn WHERE conversation_id = ${encodeText(id)} AND user_id = ${encodeText(userId)})`;
  return [
    await (await db()).query(sql`SELECT * FROM activity WHERE ${turns} ORDER BY position`),
    await (await db()).query(sql`SELECT * FROM store_item WHERE user_id = ${encodeText(userId)} ORDER BY id`),
  ];
}

onEachDatabase(() => {
  test("what bots and channels are called, and where they are, is nobody's: strangers keep it", { timeout: 60_000 }, async () => {
    const [ann, bo] = [somebody("Ann Horváth"), somebody("Bo Kis")];
    const theirs = await openAs(bo);
    await speak(theirs, bo);
    const before = await rowsOf(theirs, bo);
    await keep(await openAs(ann), ann);

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(await rowsOf(theirs, bo)).toEqual(before);
  });

  test("an erasure ends, and the others' turns stay, where the bot kept what a conversation of several is called", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [somebody("Ann Horváth"), somebody("Bo Kis")];
    const together = await openAs(ann);
    await addMember(together.id, bo);
    await speak(together, bo);
    await keep(together, ann);
    await speak(together, bo);
    const before = await rowsOf(together, bo);

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(await rowsOf(together, bo)).toEqual(before);
  });

  test.each(["Scripted", "Scripted Kis", "message", "Emulator", "acceptingInput", "User"])(
    "who is called %s takes no word of the protocol and no bot's name out of the others' messages",
    { timeout: 60_000 },
    async (name) => {
      const [ann, bo] = [{ ...somebody("Ann"), name }, somebody("Bo Nagy")];
      const together = await openAs(ann);
      await addMember(together.id, bo);
      await speak(together, bo);
      await together.say("I am here", ann.id);
      const before = await rowsOf(together, bo);

      const number = await erase(ann);

      expect((await requireRequest(number)).state).toBe("erased_local");
      expect(await rowsOf(together, bo)).toEqual(before);
    },
  );
});
