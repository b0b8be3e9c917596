import { expect, test } from "vitest";
import { addMember, forkConversation } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { defaultChannelId as channelId, newUserId } from "@/lib/model";
import { exportOf } from "./testing/export-of";

loadScriptedBot();

const at = "2026-11-20T10:00:00.000Z";

type Data = {
  accounts: { id: string }[];
  sharedState: { scope: string; values: { value: unknown }[]; earlier: { path: string; value: unknown }[] }[];
  attachments: { name: string; sentBy: string }[];
  conversations: { id: string; activities: { text?: string }[] }[];
};

const dataOf = (files: Record<string, string>) => JSON.parse(files["data.json"] ?? "") as Data;

/** What a bot keeps under a key of its own of whoever spoke last. */
function keepLastCaller(key: string): void {
  onHearing("call", async ({ context, storage }) => {
    const { from, text } = context.activity;
    await storage.write({ [key]: { caller: `${text} of ${from?.id}`, eTag: "*" } });
  });
}

onEachDatabase(() => {
  test("what a bot kept of the person in an item of nobody is exported, also once somebody else's is there (A13)", async () => {
    const conversation = await openConversation();
    const { userId, say } = conversation;
    const other = newUserId();
    await addMember(conversation.id, { id: other, name: other });
    const key = `last-caller-${conversation.id.slice(0, 4)}`;
    keepLastCaller(key);
    await say("call");
    const [present] = dataOf(await exportOf(userId, { channelId })).sharedState.filter(({ scope }) => scope === "unclassified");
    expect(present).toMatchObject({ values: [{ value: `call of ${userId}` }], earlier: [{ path: "/caller", value: `call of ${userId}` }] });
    await say("call", other);
    const files = await exportOf(userId, { channelId });
    const [past] = dataOf(files).sharedState.filter(({ scope }) => scope === "unclassified");
    expect(past).toMatchObject({ values: [], earlier: [{ path: "/caller", value: `call of ${userId}` }] });
    expect(Object.values(files).join(" ")).not.toContain(other);
  });

  test("a file that a bot sent the person among others is in the archive, and one that it sent the others is not", async () => {
    const conversation = await openConversation();
    const other = newUserId();
    await addMember(conversation.id, { id: other, name: "Zed Company" });
    const send = async (id: string, name: string) => {
      await (
        await db()
      ).execute(sql`INSERT INTO upload (id, bot_id, conversation_id, user_id, name, content_type, bytes, original, created_at)
        VALUES (${id}, 'scripted', ${encodeText(conversation.id)}, NULL, ${name}, 'text/plain', 3, ${Buffer.from("pdf").toString("base64")}, ${at})`);
      const contentUrl = `http://localhost:3000/v3/attachments/${id}/views/original`;
      onHearing(`send ${id}`, async ({ context }) => {
        await context.sendActivity({ type: "message", text: "here", attachments: [{ contentType: "text/plain", contentUrl, name }] });
      });
    };
    const [own, theirs] = [`own${conversation.id.slice(0, 4)}`, `theirs${conversation.id.slice(0, 4)}`];
    await send(own, "contract, seen by Zed.txt");
    await send(theirs, "theirs.txt");
    await conversation.say(`send ${own}`);
    await conversation.say(`send ${theirs}`, other);
    const files = await exportOf(conversation.userId, { channelId });
    expect(dataOf(files).attachments).toMatchObject([{ name: "contract, seen by [participant 2].txt", sentBy: "the bot" }]);
    expect(Object.keys(files).filter((name) => name.startsWith("attachments/"))).toHaveLength(1);
  });

  test("what a copy of a conversation calls the person is theirs too", async () => {
    const conversation = await openConversation();
    await conversation.say("my canary sentence");
    const fork = await forkConversation(conversation.id, { turn: 2, user: "copy", by: "Tess" });
    const { accounts, conversations } = dataOf(await exportOf(conversation.userId, { channelId }));
    expect(accounts).toHaveLength(2);
    const copy = conversations.find(({ id }) => id === fork.conversationId);
    expect(copy?.activities.map(({ text }) => text)).toContain("my canary sentence");
  });
});
