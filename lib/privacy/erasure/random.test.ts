import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { addMember, listActivities, readState } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { defaultChannelId as channelId, type JsonValue, randomText } from "@/lib/model";
import { erasePerson } from "./testing/somebody";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-erasure-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

type Step = { who: "a" | "b"; where: "alone" | "together"; scope: "user" | "conversation" | "private"; name: string; shape: number };

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom("a", "b"),
  where: fc.constantFrom("alone", "together"),
  scope: fc.constantFrom("user", "conversation", "private"),
  name: fc.constantFrom("x", "y", "deep/er", "__proto__x"),
  shape: fc.nat(5),
});

/** A value of one shape or another, in which one text stands. */
function shapeOf(shape: number, text: string): JsonValue {
  const shapes: JsonValue[] = [text, { a: text }, [text, 1, null], { list: [{ text }, { n: 2 }] }, { "": { b: [[text]] } }, [[], {}, text]];
  return shapes[shape] ?? text;
}

let said = 0;

/** The bot keeps the text of whoever speaks, beside what it keeps already. */
async function play(conversation: TestConversation, userId: string, { scope, name, shape }: Step, text: string): Promise<void> {
  const hearing = `step ${++said}`;
  onHearing(hearing, async ({ context, storage }) => {
    const id = context.activity.conversation?.id;
    const keys = {
      user: `${channelId}/users/${userId}/`,
      conversation: `${channelId}/conversations/${id}/`,
      private: `${channelId}/conversations/${id}/users/${userId}/`,
    };
    const key = keys[scope];
    const item = (await storage.read([key]))[key] as Record<string, JsonValue> | undefined;
    await storage.write({ [key]: { ...item, [`${name}${userId === conversation.userId ? "1" : "2"}`]: shapeOf(shape, text), eTag: "*" } });
    await context.sendActivity(`kept ${text}`);
  });
  await conversation.say(hearing, userId);
}

onEachDatabase(() => {
  test("of random states and conversations nothing of one is left after their erasure, and the other's are as they were", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const [a, b] = [`a-${randomText(8)}`, `b-${randomText(8)}`];
        const [alone, theirs, together] = [
          await openConversation({ userId: a }),
          await openConversation({ userId: b }),
          await openConversation({ userId: a }),
        ];
        await addMember(together.id, { id: b });
        const texts = { a: [a], b: [b] } as Record<"a" | "b", string[]>;
        for (const one of steps) {
          const text = `canary ${randomText(10)}`;
          texts[one.who].push(text);
          const place = one.where === "together" ? together : one.who === "a" ? alone : theirs;
          await play(place, one.who === "a" ? a : b, one, text);
        }
        const [state, log] = [await readState(theirs.id, b), await listActivities(theirs.id, { watermark: null })];
        const shared = await readState(together.id, b);
        await erasePerson(identityIdOf({ channelId, userId: a }));
        expect(await (await db()).findTexts({ texts: texts.a })).toEqual([]);
        expect(await readState(theirs.id, b)).toEqual(state);
        expect(await listActivities(theirs.id, { watermark: null })).toEqual(log);
        const after = await readState(together.id, b);
        expect([after.user, after.private]).toEqual([shared.user, shared.private]);
        const kept = JSON.stringify(after.conversation.data);
        const before = JSON.stringify(shared.conversation.data);
        for (const text of texts.b) expect(kept.includes(text)).toBe(before.includes(text));
      }),
      { numRuns: 12 },
    );
  });
});
