import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { addMember } from "@/lib/conversations";
import { loadScriptedBot, onHearing } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { randomText } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { erase, openAs, somebody } from "./testing/somebody";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-files-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

type File = { conversationId: string; userId?: string; text: string; type?: string; at?: string };

const base64 = (text: string): string => Buffer.from(text).toString("base64");

async function keepFile({ conversationId, userId, text, type = "text/plain", at = new Date().toISOString() }: File): Promise<string> {
  const id = `f-${randomText(26)}`;
  await (await db()).execute(sql`INSERT INTO upload (id, bot_id, conversation_id, user_id, name, content_type, bytes, original, created_at)
    VALUES (${id}, 'scripted', ${encodeText(conversationId)}, ${userId ?? null}, 'contract.txt', ${type}, ${text.length}, ${base64(text)}, ${at})`);
  return id;
}

async function textsOf(conversationId: string): Promise<string[]> {
  const rows = await (await db()).query<{ original: string }>(
    sql`SELECT original FROM upload WHERE conversation_id = ${encodeText(conversationId)} ORDER BY original`,
  );
  return rows.map(({ original }) => Buffer.from(original, "base64").toString()).sort();
}

/** In a turn of theirs the bot makes a file, and sends it or not. */
async function makeFile(
  conversation: Awaited<ReturnType<typeof openAs>>,
  userId: string,
  { text, isSent }: { text: string; isSent: boolean },
) {
  const hearing = `make ${randomText(8)}`;
  onHearing(hearing, async ({ context }) => {
    const id = await keepFile({ conversationId: conversation.id, text, at: new Date(context.activity.timestamp ?? 0).toISOString() });
    const file = { contentType: "text/plain", contentUrl: `http://127.0.0.1:1/v3/attachments/${id}/views/original` };
    await context.sendActivity(isSent ? { type: "message", text: "here it is", attachments: [file] } : "it is made");
    const body = JSON.stringify({ type: "text/plain", originalBase64: base64(text) });
    await (
      await db()
    ).execute(sql`INSERT INTO protocol_exchange (bot_id, conversation_id, party, direction, method, url, duration_ms, request, response, at)
      VALUES ('scripted', ${encodeText(conversation.id)}, 'bot', 'in', 'POST', '/v3/attachments', 1, ${body}, ${JSON.stringify({ id })}, '2026')`);
  });
  await conversation.say(hearing, userId);
}

onEachDatabase(() => {
  test("files that a bot made for the person go, sent or not, with their bytes on the wire; those of others stay", {
    timeout: 60_000,
  }, async () => {
    const [ann, bob] = [somebody("Ann"), somebody("Bob")];
    const together = await openAs(ann);
    await addMember(together.id, bob);
    await makeFile(together, ann.id, { text: "the contract, sent", isSent: true });
    await makeFile(together, ann.id, { text: "the contract, kept", isSent: false });
    await makeFile(together, bob.id, { text: "a timetable, sent", isSent: true });
    await makeFile(together, bob.id, { text: "a timetable, kept", isSent: false });
    await keepFile({ conversationId: together.id, userId: ann.id, text: "a photograph", type: "image/png" });

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(await textsOf(together.id)).toEqual(["a timetable, kept", "a timetable, sent"]);
    const rows = await (await db()).query<{ request: string }>(
      sql`SELECT request FROM protocol_exchange WHERE conversation_id = ${encodeText(together.id)}`,
    );
    expect(rows.map(({ request }) => Buffer.from(JSON.parse(request).originalBase64, "base64").toString()).sort()).toEqual([
      "a timetable, kept",
      "a timetable, sent",
    ]);
  });

  test("what others' files say of the person in text goes, and pictures stay as they are", { timeout: 60_000 }, async () => {
    const [ann, bob] = [somebody(`Ann ${randomText(8)}`), somebody("Bob")];
    const together = await openAs(ann);
    await addMember(together.id, bob);
    await keepFile({ conversationId: together.id, userId: bob.id, text: `Tea for ${ann.name} and Bob` });
    await keepFile({ conversationId: together.id, userId: bob.id, text: `not read: ${ann.id}`, type: "image/png" });

    await erase(ann);

    expect(await textsOf(together.id)).toEqual(["Tea for [erased] and Bob", `not read: ${ann.id}`]);
  });
});
