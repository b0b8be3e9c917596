import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Activity } from "botbuilder";
import { afterAll, expect, test } from "vitest";
import { addMember } from "@/lib/conversations";
import { loadScriptedBot, onHearing, type TestConversation } from "@/lib/conversations/testing";
import { db, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { defaultChannelId as channelId, type JsonObject, randomText } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { readReceipt } from "./receipt/read-receipt";
import { erase, openAs, type Somebody, somebody } from "./testing/somebody";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-bots-words-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

type Said = Partial<Activity> & { type: string };

/** The bot says these, and keeps something of whoever hears it. */
async function tell(
  { say }: TestConversation,
  { id }: Somebody,
  { said, kept }: { said: readonly Said[]; kept?: JsonObject },
): Promise<void> {
  const hearing = `go on ${randomText(8)}`;
  onHearing(hearing, async ({ context, storage }) => {
    for (const activity of said) await context.sendActivity(activity);
    if (kept) await storage.write({ [`${channelId}/users/${id}/`]: { ...kept, eTag: "*" } });
  });
  await say(hearing, id);
}

/** What such a bot says to everybody, and what it keeps of whoever heard it last. */
function makeShop(): { said: Said[]; kept: JsonObject } {
  const mark = randomText(6);
  const [answer, choices] = [
    `We are open ${mark} from nine to five on all days of the week. ${"Come and see us! ".repeat(15)}`,
    [`Late ${mark}`],
  ];
  const [product, branch, failure] = [
    `Wireless ${mark} keyboard 2000`,
    `${mark} street 12, 1061 Budapest`,
    `The service ${mark} is not available (503)`,
  ];
  const url = `https://cdn.example.org/${mark}/card-1.png`;
  const card = { type: "AdaptiveCard", body: [{ type: "Image", url, altText: `A picture of ${mark}` }] };
  return {
    said: [
      { type: "message", text: `${product}, now at ${branch}. ${failure}` },
      {
        type: "message",
        text: answer,
        suggestedActions: { to: [], actions: choices.map((value) => ({ type: "imBack", title: value, value })) },
      },
      { type: "message", attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }] },
    ],
    kept: { lastAnswer: answer, choices, order: { product }, branch, failure, card },
  };
}

const saidIn = async ({ id }: TestConversation) =>
  (await db()).query<{ body: string; created_at: string }>(
    sql`SELECT * FROM activity WHERE conversation_id = ${encodeText(id)} ORDER BY position`,
  );

/** Whoever comes at the time of what was said may have been there before; times of one turn go ahead of the clock, to be in order. */
async function untilLater(place: TestConversation): Promise<void> {
  const last = (await saidIn(place)).at(-1)?.created_at ?? "";
  while (new Date().toISOString() <= last) await setImmediate();
}

onEachDatabase(() => {
  test("what a bot says to everybody stays with all strangers, though it keeps the same in somebody's state", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo, cy] = [somebody("Ann Horváth"), somebody("Bo Kis"), somebody("Cy Kovács")];
    const shop = makeShop();
    const [earlier, later] = [await openAs(bo), await openAs(cy)];
    await tell(earlier, bo, { said: shop.said });
    await untilLater(earlier);
    await tell(await openAs(ann), ann, shop);
    await tell(later, cy, { said: shop.said });
    const before = [await saidIn(earlier), await saidIn(later)];

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect([await saidIn(earlier), await saidIn(later)]).toEqual(before);
    const { verification } = (await readReceipt(number)).receipt as { verification: { valuesTooCommonToSearch: number } };
    expect(verification.valuesTooCommonToSearch).toBeGreaterThanOrEqual(6);
  });

  test("what a bot had said to others in a conversation stays when somebody comes later, chooses of it, and is erased", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [somebody("Ann Horváth"), somebody("Bo Kis")];
    const shop = makeShop();
    const together = await openAs(bo);
    await tell(together, bo, { said: shop.said });
    await untilLater(together);
    const before = await saidIn(together);
    await addMember(together.id, ann);
    await tell(together, ann, shop);

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect((await saidIn(together)).slice(0, before.length)).toEqual(before);
    expect(before).toHaveLength(5);
  });

  test("who they are goes from what a bot had said before it knew them, and what it says of them since goes too", {
    timeout: 60_000,
  }, async () => {
    const [ann, bo] = [somebody(`Ann ${randomText(8)}`), somebody("Bo Kis")];
    const [email, secret] = [`${ann.id}@example.org`, `keeps a parrot named ${randomText(8)}`];
    const theirs = await openAs(bo);
    await tell(theirs, bo, {
      said: [{ type: "message", text: `write to ${email}, ask for ${ann.name}, living with ${ann.name} in Szeged` }],
    });
    await tell(await openAs(ann), ann, { said: [], kept: { email, secret, home: `living with ${ann.name} in Szeged` } });
    await tell(theirs, bo, { said: [{ type: "message", text: `somebody ${secret}` }] });

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(await (await db()).findTexts({ texts: [email, ann.name, secret] })).toEqual([]);
    expect((await saidIn(theirs)).some(({ body }) => body.includes("somebody [erased]"))).toBe(true);
  });
});
