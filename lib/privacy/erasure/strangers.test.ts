import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { addMember, createPersona, listActivities, postActivity, readState, saveSnapshot, startConversation } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation, type TestConversation } from "@/lib/conversations/testing";
import { db, decodeText, encodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { defaultChannelId as channelId, type JsonObject, randomText } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { readReceipt } from "./receipt/read-receipt";
import { erase, openAs, planFor, somebody } from "./testing/somebody";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-strangers-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** The bot puts this into the speaker's own state and the conversation's, and says it. */
async function keep({ id: conversationId, say }: TestConversation, userId: string, data: JsonObject): Promise<void> {
  const hearing = `keep ${randomText(8)} for Ann, Horváth in Szeged`;
  onHearing(hearing, async ({ context, storage }) => {
    const keys = [`${channelId}/users/${userId}/`, `${channelId}/conversations/${conversationId}/`];
    await storage.write(Object.fromEntries(keys.map((key) => [key, { ...data, eTag: "*" }])));
    await context.sendActivity(JSON.stringify(data));
  });
  await say(hearing, userId);
}

/** All that is stored of somebody's conversation and of their own state, row by row. */
async function rowsOf(conversationId: string, userId: string): Promise<unknown> {
  const [conversation, user] = [encodeText(conversationId), encodeText(userId)];
  const items = sql`SELECT id FROM store_item WHERE conversation_id = ${conversation} OR user_id = ${user}`;
  const statements = [
    sql`SELECT * FROM store_item WHERE id IN (${items}) ORDER BY id`,
    sql`SELECT * FROM property_version WHERE item_id IN (${items}) ORDER BY item_id, property_id, write_seq`,
    sql`SELECT * FROM property_value WHERE item_id IN (${items}) ORDER BY item_id, hash`,
    sql`SELECT * FROM fact WHERE item_id IN (${items}) ORDER BY id`,
    sql`SELECT * FROM activity WHERE conversation_id = ${conversation} ORDER BY position`,
    sql`SELECT * FROM turn WHERE conversation_id = ${conversation} ORDER BY number`,
    sql`SELECT * FROM turn_record WHERE conversation_id = ${conversation} ORDER BY number`,
    sql`SELECT * FROM member WHERE conversation_id = ${conversation}`,
    sql`SELECT * FROM snapshot WHERE user_id = ${user} ORDER BY id`,
    sql`SELECT * FROM persona WHERE user_id = ${user}`,
  ];
  const rows = [];
  for (const statement of statements) rows.push(await (await db()).query(statement));
  return rows;
}

onEachDatabase(() => {
  test("somebody of the same name, town and size who never met them keeps every byte", { timeout: 60_000 }, async () => {
    const [ann, bo, bea] = [somebody("Ann Horváth"), somebody("Bo Szabó"), somebody("Bea Horváth")];
    const shared = { town: "Szeged", street: "Horváth Ann utca 5", size: "medium", family: ["Horváth", "Ann"] };
    const together = await openAs(ann);
    await addMember(together.id, bo);
    await keep(together, ann.id, { ...shared, name: ann.name, email: `${ann.id}@example.org` });
    const theirs = await openAs(bea);
    await keep(theirs, bea.id, { ...shared, name: bea.name, size: "large" });
    await keep(theirs, bea.id, { ...shared, name: bea.name });
    await saveSnapshot({ name: "Ann or Horváth", conversationId: theirs.id, userId: bea.id, by: "Tess" });
    await createPersona({ userId: bea.id, name: bea.name, locale: null, channelId: null, snapshotId: null });
    const before = await rowsOf(theirs.id, bea.id);

    await erase(ann);

    expect(await rowsOf(theirs.id, bea.id)).toEqual(before);
  });

  test("who has the same last name in the same conversation keeps it", { timeout: 60_000 }, async () => {
    const [ann, bo] = [somebody("Ann Horváth"), somebody("Bo Horváth")];
    const together = await openAs(ann);
    await addMember(together.id, bo);
    await keep(together, bo.id, { guests: { [bo.id]: "Bo Horváth", [ann.id]: "Ann Horváth" }, host: "Bo Horváth", first: "Ann" });

    await erase(ann);

    const { conversation, user } = await readState(together.id, bo.id);
    expect(conversation.data).toEqual({ guests: { [bo.id]: "Bo Horváth" }, host: "Bo Horváth", first: "[erased]" });
    expect(user.data).toMatchObject({ host: "Bo Horváth", first: "Ann" });
  });

  test("what strangers keep and kept loses what says who they were, and nothing else", { timeout: 60_000 }, async () => {
    const [ann, cy] = [somebody(`Ann ${randomText(8)}`), somebody("Cy Kovács")];
    const email = `${ann.id}@example.org`;
    await keep(await openAs(ann), ann.id, { email, town: "Szeged" });
    const theirs = await openAs(cy);
    await keep(theirs, cy.id, { friend: email, town: "Szeged", note: `${"a long way to go ".repeat(20)}${email}` });
    await keep(theirs, cy.id, { friend: `${ann.name}, ${email}`, town: "Szeged", address: email });
    await theirs.say(`write to ${email} in Szeged`, cy.id);

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect((await readState(theirs.id, cy.id)).user.data).toEqual({
      friend: "[erased], [erased]",
      town: "Szeged",
      address: "[erased]",
      count: 1,
    });
    const said = (await listActivities(theirs.id, { watermark: null })).activities.map(({ text }) => text);
    expect(said).toContain("write to [erased] in Szeged");
    expect(said.some((text) => text?.includes("[erased]") && text.includes("a long way to go"))).toBe(true);
    expect(await (await db()).findTexts({ texts: [email, ann.name] })).toEqual([]);
    expect((await readReceipt(number)).receipt).toMatchObject({
      stores: expect.arrayContaining([{ store: "PropertyVersion", deleted: expect.any(Number), rewritten: expect.any(Number) }]),
    });
    expect((await theirs.say("hello again", cy.id)).outcome).toBe("completed");
  });

  test("the name of somebody else whom they had told of stays where strangers say it", { timeout: 60_000 }, async () => {
    const [ann, bo, cy] = [somebody("Ann Horváth"), somebody(`Bo ${randomText(8)}`), somebody("Cy Kovács")];
    const dora = somebody(`Dora ${randomText(8)}`);
    const place = await openAs({ ...bo, name: `${bo.name} (work)` });
    await openAs(dora);
    await keep(await openAs(ann), ann.id, { friend: bo.name, sister: dora.name });
    const theirs = await openAs(cy);
    await keep(theirs, cy.id, { met: `${dora.name}, yesterday` });
    const before = [await rowsOf(theirs.id, cy.id), await rowsOf(place.id, bo.id)];

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect([await rowsOf(theirs.id, cy.id), await rowsOf(place.id, bo.id)]).toEqual(before);
  });

  test("their own name is looked for though another's has the same letters in it", { timeout: 60_000 }, async () => {
    const mark = randomText(6);
    const [ann, joann, cy] = [somebody(`Ann ${mark}`), somebody(`Joann ${mark}son`), somebody("Cy Kovács")];
    await openAs(joann);
    await keep(await openAs(ann), ann.id, { name: ann.name });
    const theirs = await openAs(cy);
    await keep(theirs, cy.id, { met: `${ann.name}, yesterday`, boss: joann.name });

    await erase(ann);

    expect((await readState(theirs.id, cy.id)).user.data).toMatchObject({ met: "[erased], yesterday", boss: joann.name });
  });

  test("what a bot keeps under a key of its own with their id in it goes, and what it keeps so of others stays", {
    timeout: 60_000,
  }, async () => {
    const [ann, bea] = [somebody("Ann Horváth"), somebody("Bea Horváth")];
    for (const { id } of [ann, bea, { id: `${ann.id}-2` }]) {
      onHearing("remember", async ({ storage }) => storage.write({ [`profile-${id}`]: { likes: `tea of ${id}`, eTag: "*" } }));
      await (await openConversation({ userId: id })).say("remember", id);
    }
    const keys = async () =>
      (await (await db()).query<{ key: string }>(sql`SELECT key FROM store_item WHERE key LIKE 'profile-%'`)).map(({ key }) =>
        decodeText(key),
      );
    const before = await keys();

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(before).toHaveLength(3);
    expect((await keys()).sort()).toEqual([`profile-${ann.id}-2`, `profile-${bea.id}`].sort());
  });

  test("a number that two have at home is the other's too, and an id that another channel gave to somebody else is theirs", {
    timeout: 60_000,
  }, async () => {
    const [ann, bea] = [somebody("Ann Horváth"), somebody("Bea Horváth")];
    const phone = `+36 1 ${Math.floor(1_000_000 + Math.random() * 8_000_000)}`;
    await keep(await openAs(ann), ann.id, { phone });
    const theirs = await openAs(bea);
    await keep(theirs, bea.id, { phone });
    const elsewhere = { userId: ann.id, name: "Anton", locale: null, channelId: "msteams", snapshotId: null };
    const { conversationId } = await startConversation({ botId: "scripted", personaId: (await createPersona(elsewhere)).id });
    await (await postActivity(conversationId, { type: "message", text: "hello", from: { id: ann.id } })).finished;
    const before = [await rowsOf(theirs.id, bea.id), await rowsOf(conversationId, "")];

    const number = await erase(ann);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect([await rowsOf(theirs.id, bea.id), await rowsOf(conversationId, "")]).toEqual(before);
  });

  test("an id that is a word is nobody where it is a word", { timeout: 60_000 }, async () => {
    const [maria, cy] = [{ id: "maria", name: "M. L." }, somebody("Maria Lopez")];
    await keep(await openAs(maria), maria.id, { town: "Szeged" });
    const theirs = await openAs(cy);
    await keep(theirs, cy.id, { song: "Ave Maria", friend: "maria" });
    await theirs.say("I am Maria Lopez, maria in short", cy.id);
    const before = await rowsOf(theirs.id, cy.id);

    const number = await erase(maria);

    expect((await requireRequest(number)).state).toBe("erased_local");
    expect(await rowsOf(theirs.id, cy.id)).toEqual(before);
  });

  test("a plan asks as much however many are called the same", { timeout: 60_000 }, async () => {
    const countQueries = async () => {
      const person = somebody("Ann Horváth");
      await keep(await openAs(person), person.id, { town: "Szeged", name: person.name, email: `${person.id}@example.org` });
      const database = await db();
      const spies = [vi.spyOn(database, "query"), vi.spyOn(database, "aside")];
      await planFor(person);
      const count = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
      for (const spy of spies) spy.mockRestore();
      return count;
    };
    await openAs(somebody("Ann Horváth"));
    const besideOne = await countQueries();
    for (const name of Array.from({ length: 10 }, () => somebody("Ann Horváth"))) {
      await keep(await openAs(name), name.id, { town: "Szeged", name: name.name, email: `${name.id}@example.org` });
    }
    expect(await countQueries()).toBe(besideOne);
  });
});
