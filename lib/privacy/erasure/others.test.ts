import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { addMember, createPersona, listActivities, postActivity, readState, startConversation } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { localCaller as caller, defaultChannelId as channelId, fullSight, type JsonObject, randomText } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { listRequests } from "../requests/list-requests";
import { openRequest } from "../requests/open-request";
import { pauseRequest } from "../requests/pause-request";
import { erase, openAs, somebody } from "./testing/somebody";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-others-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** In a turn of theirs the bot writes this into an item; the conversation's, if no other is named. */
async function write({ id, say }: TestConversation, userId: string, { data, key }: { data: JsonObject; key?: string }): Promise<void> {
  const hearing = `write ${randomText(8)}`;
  onHearing(hearing, async ({ storage }) => storage.write({ [key ?? `${channelId}/conversations/${id}/`]: { ...data, eTag: "*" } }));
  await say(hearing, userId);
}

async function shared(conversation: TestConversation, userId: string): Promise<unknown> {
  return (await readState(conversation.id, userId)).conversation.data;
}

async function saidIn({ id }: TestConversation): Promise<string[]> {
  return (await listActivities(id, { watermark: null })).activities.flatMap(({ type, text }) => (type === "message" ? [text ?? ""] : []));
}

async function stateOf(number: string): Promise<string> {
  return (await requireRequest(number)).state;
}

onEachDatabase(() => {
  test("what a bot keeps under somebody else's id stays, though the erased person's turn wrote it, but for what names them", async () => {
    const [ann, bob] = [somebody("Ann Registrar"), somebody("Bob Regular")];
    const [hers, his] = [await openAs(ann), await openAs(bob)];
    const key = `profile-${bob.id}`;
    await his.say("hello", bob.id);
    await write(hers, ann.id, { key, data: { likes: "a long green canoe", addedBy: ann.name } });

    expect(await stateOf(await erase(ann))).toBe("erased_local");

    const [item] = await (await db()).query<{ data: string }>(sql`SELECT data FROM store_item WHERE key = ${key}`);
    expect(JSON.parse(item?.data ?? "null")).toEqual({ likes: "a long green canoe", addedBy: "[erased]" });
  });

  test("what the erased person's turns wrote of others stays theirs, under their key and in their entry of a list", {
    timeout: 60_000,
  }, async () => {
    const [ann, bob] = [somebody("Ann Organiser"), somebody("Bob Builder")];
    const together = await openAs(ann);
    await addMember(together.id, bob);
    const ofBob = { fullName: "Robert Builderson", mail: `robert@${bob.id}.example`, allergy: "peanuts and shellfish" };
    const members = { [ann.id]: { diet: "vegan" }, [bob.id]: ofBob };
    await write(together, ann.id, { data: { members, list: [{ id: ann.id }, { id: bob.id, called: "Robert the Builder" }] } });
    const elsewhere = await openAs(bob);
    const sentence = `I am ${ofBob.fullName}, ${ofBob.mail}, allergic to ${ofBob.allergy}`;
    await together.say(sentence, bob.id);
    await elsewhere.say(sentence, bob.id);

    expect(await stateOf(await erase(ann))).toBe("erased_local");

    expect(await shared(together, bob.id)).toMatchObject({
      members: { [bob.id]: ofBob },
      list: [{ id: bob.id, called: "Robert the Builder" }],
    });
    expect(await saidIn(together)).toContain(sentence);
    expect(await saidIn(elsewhere)).toContain(sentence);
  });

  test("two who talked in one conversation are erased one after the other", { timeout: 60_000 }, async () => {
    const [ann, bob, cy] = [somebody("Ann"), somebody("Bob"), somebody("Cy")];
    const together = await openAs(ann);
    await addMember(together.id, bob);
    await addMember(together.id, cy);
    const members = Object.fromEntries([ann, bob, cy].map(({ id }) => [id, { who: `thing of ${id}` }]));
    await write(together, ann.id, { data: { members, plan: "of Ann's" } });
    await write(together, bob.id, { data: { members, plan: "of Bob's", more: { [bob.id]: 1 } } });

    expect(await stateOf(await erase(ann))).toBe("erased_local");
    expect(await stateOf(await erase(bob))).toBe("erased_local");

    expect(await shared(together, cy.id)).toEqual({ members: { [cy.id]: { who: `thing of ${cy.id}` } } });
    expect(await (await db()).findTexts({ texts: [ann.id, bob.id] })).toEqual([]);
  });

  test("what somebody else has written over since goes from earlier versions too", { timeout: 60_000 }, async () => {
    const [ann, bob] = [somebody("Ann"), somebody("Bob")];
    const theirs = `call of ${randomText(12)} at noon`;
    await write(await openAs(ann), ann.id, { key: "last-caller", data: { line: theirs } });
    await write(await openAs(bob), bob.id, { key: "last-caller", data: { line: "call of Bob" } });

    expect(await stateOf(await erase(ann))).toBe("erased_local");

    expect(await (await db()).findTexts({ texts: [theirs] })).toEqual([]);
    expect(await (await db()).findTexts({ texts: ["call of Bob"] })).not.toEqual([]);
  });

  test("a number that is the person's goes from what others keep, and a key that is no name of a property harms nothing", {
    timeout: 60_000,
  }, async () => {
    const [ann, bob] = [somebody("Ann"), somebody("Bob")];
    const customer = 447_700_900_123;
    await write(await openAs(ann), ann.id, { key: `${channelId}/users/${ann.id}/`, data: { customer } });
    const theirs = await openAs(bob);
    await write(theirs, bob.id, { data: { callBack: customer, "[x": 1, "{}": { "…": "~2" }, other: 5 } });
    await postActivity(theirs.id, { type: "message", text: "see", value: { phone: customer }, from: bob });

    expect(await stateOf(await erase(ann))).toBe("erased_local");

    expect(await shared(theirs, bob.id)).toMatchObject({ callBack: null, "[x": 1, "{}": { "…": "~2" }, other: 5 });
    const { activities } = await listActivities(theirs.id, { watermark: null });
    expect(activities.find(({ text }) => text === "see")).toMatchObject({ value: { phone: null } });
  });

  test("what is written in words about somebody else loses the name of the erased one, and the rest stays", {
    timeout: 60_000,
  }, async () => {
    const [ann, bob] = [somebody(`Ann ${randomText(10)}`), somebody("Bob Builder")];
    await openAs(ann);
    await openAs(bob);
    await createPersona({ userId: "somebody", name: `Sister of ${ann.name}`, locale: null, channelId: null, snapshotId: null });
    const { number } = await openRequest(
      {
        type: "access",
        personId: identityIdOf({ channelId, userId: bob.id }),
        receivedOn: "2026-11-20",
        asked: `All that ${ann.name} said`,
      },
      caller,
    );

    expect(await stateOf(await erase(ann))).toBe("erased_local");

    expect((await requireRequest(number)).asked).toBe("All that [erased] said");
    const personas = await (await db()).query<{ name: string }>(sql`SELECT name FROM persona WHERE user_id = 'somebody'`);
    expect(personas).toEqual([{ name: "Sister of [erased]" }]);
  });

  test("cases can be listed after somebody with a paused one was erased", { timeout: 60_000 }, async () => {
    const ann = somebody("Ann");
    await openAs(ann);
    const personId = identityIdOf({ channelId, userId: ann.id });
    const { number, version } = await openRequest({ type: "access", personId, receivedOn: "2026-11-20", asked: "mine" }, caller);
    await pauseRequest(number, { why: "identity", version }, caller);

    await erase(ann);

    expect((await requireRequest(number)).pauses).toMatchObject([{ why: "identity" }]);
    expect((await listRequests({}, fullSight)).cases.map((one) => one.number)).toContain(number);
  });

  test("who has the same id on another channel keeps what the bot noted in their turn", { timeout: 60_000 }, async () => {
    const ann = somebody("Ann");
    const theirs = `note of ${randomText(12)}`;
    await openAs(ann);
    const another = { userId: ann.id, name: "Another", locale: null, channelId: "msteams", snapshotId: null };
    const { id: personaId } = await createPersona(another);
    const { conversationId } = await startConversation({ botId: "scripted", personaId });
    onHearing("note it", async ({ storage }) => storage.write({ "notes-of-all": { line: theirs, eTag: "*" } }));
    await postActivity(conversationId, { type: "message", text: "note it", from: { id: ann.id } });

    await erase(ann);

    expect((await (await db()).findTexts({ texts: [theirs] })).map(({ table }) => table)).toContain("store_item");
  });

  test("names without spaces around them, of two letters and with other accents go from what others said", {
    timeout: 60_000,
  }, async () => {
    const bob = somebody("Bob");
    for (const { name, said, left } of [
      { name: "王小明", said: "我认识王小明很久了", left: "我认识[erased]很久了" },
      { name: "Ed", said: "Hi Ed, how did Eddy do?", left: "Hi [erased], how did Eddy do?" },
      { name: "José Núñez", said: `${"José Núñez".normalize("NFD")}.pdf`, left: "[erased].pdf" },
    ]) {
      const person = { id: `p-${randomText(8)}`, name };
      const together = await openAs(person);
      await addMember(together.id, bob);
      await together.say(said, bob.id);

      await erase(person);

      expect(await saidIn(together)).toContain(left);
    }
  });

  test("a long text that others repeat goes whole", { timeout: 60_000 }, async () => {
    const [ann, bob] = [somebody("Ann"), somebody("Bob")];
    const story = `I was born in the village of Puddlewick ${randomText(6)} and lived there. `.repeat(8).trim();
    const together = await openConversation({ userId: ann.id });
    await addMember(together.id, bob);
    await write(together, ann.id, { key: `${channelId}/users/${ann.id}/`, data: { story } });
    await together.say(`She said: ${story}`, bob.id);

    await erase(ann);

    expect((await saidIn(together)).filter((text) => text.includes("Puddlewick"))).toEqual([]);
    expect((await saidIn(together)).some((text) => text.startsWith("She said: [erased]"))).toBe(true);
  });
});
