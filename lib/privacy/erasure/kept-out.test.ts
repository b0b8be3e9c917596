import { expect, test } from "vitest";
import { flushProtocolLog, listExchanges, noteExchange } from "@/lib/channels";
import { addMember, createPersona, startConversation, writeState } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation } from "@/lib/conversations/testing";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { defaultChannelId as channelId, randomText } from "@/lib/model";
import { directStorage } from "@/lib/state";
import { erasePerson } from "./testing/somebody";

loadScriptedBot();

/** Ann and Bo talk with a bot, and Ann is erased. `left`: what the database holds of her by now. */
async function eraseAnn() {
  const [ann, bo] = [`ann-${randomText(8)}`, `bo-${randomText(8)}`];
  const wish = `medlar ${randomText(8)}`;
  const together = await openConversation({ userId: bo });
  await addMember(together.id, { id: ann, name: ann });
  await together.say("hello", ann);
  await erasePerson(identityIdOf({ channelId, userId: ann }));
  const left = async () => (await (await db()).findTexts({ texts: [ann, wish] })).map(({ table, column }) => `${table}.${column}`);
  expect(await left()).toEqual([]);
  return { ann, bo, wish, together, left, shared: `${channelId}/conversations/${together.id}/` };
}

onEachDatabase(() => {
  test("a bot's turn brings nobody back under a key of its own or under their id, and says so", async () => {
    const { ann, bo, wish, together, left, shared } = await eraseAnn();
    onHearing(`bring ${bo}`, async ({ storage, context }) => {
      const members = { [ann]: { wish }, [bo]: { wish: "a fig" } };
      await storage.write({
        [`profile-${ann}`]: { wish, eTag: "*" },
        [`scripted/${channelId}/users/${ann}/x`]: { wish, eTag: "*" },
        [`${channelId}/users/${ann}/`]: { wish, eTag: "*" },
        [shared]: { members, last: { userId: ann, wish }, topic: "fruit", eTag: "*" },
      });
      await context.sendActivity("done");
    });
    const turn = await together.say(`bring ${bo}`, bo);
    expect(turn).toMatchObject({
      outcome: "completed",
      record: { problems: ["What the bot wrote of somebody who was erased was not kept."] },
    });
    expect(await directStorage("scripted").read([shared])).toMatchObject({
      [shared]: { members: { [bo]: { wish: "a fig" } }, topic: "fruit" },
    });
    expect(await left()).toEqual([]);
    expect(JSON.stringify(turn.record)).not.toContain(ann);
  });

  test("nor does a bot outside of any turn, which is told that it was written", async () => {
    const { ann, wish, left, shared } = await eraseAnn();
    await directStorage("scripted").write({
      [`profile-${ann}`]: { wish },
      [`scripted/${channelId}/users/${ann}/x`]: { wish },
      [shared]: { ids: [ann], who: [{ id: ann, wish }] },
    });
    expect(await left()).toEqual([]);
    expect(await directStorage("scripted").read([shared])).toMatchObject({ [shared]: { ids: [], who: [] } });
  });

  test("a person's edit that names them is refused, and so is a persona of theirs", async () => {
    const { ann, bo, wish, together, left } = await eraseAnn();
    const edit = (data: { members: Record<string, { wish: string }> }) =>
      writeState({
        conversationId: together.id,
        userId: bo,
        writes: [{ scope: "conversation", data, ifMatch: "*" }],
        kind: "edit",
        by: "Tess",
      });
    await expect(edit({ members: { [ann]: { wish } } })).rejects.toMatchObject({ code: "person_erased" });
    await edit({ members: { [bo]: { wish: "a fig" } } });
    const persona = { userId: ann, name: "Ann", locale: null, channelId: null, snapshotId: null };
    await expect(createPersona(persona)).rejects.toMatchObject({ code: "person_erased" });
    expect(await left()).toEqual([]);
  });

  test("once they begin anew of their own accord everything is written again", async () => {
    const { ann, wish, shared } = await eraseAnn();
    await startConversation({ botId: "scripted", user: { id: ann, name: ann } });
    await directStorage("scripted").write({ [`profile-${ann}`]: { wish }, [shared]: { members: { [ann]: { wish } } } });
    const kept = await directStorage("scripted").read([`profile-${ann}`, shared]);
    expect(kept).toMatchObject({ [`profile-${ann}`]: { wish }, [shared]: { members: { [ann]: { wish } } } });
    await createPersona({ userId: ann, name: "Ann", locale: null, channelId: null, snapshotId: null });
  });

  test("the protocol log keeps that something of theirs was asked, and nothing of it", async () => {
    const { ann, bo, wish, together, left } = await eraseAnn();
    const asked = (url: string, body: object, isKeptOut = false) =>
      noteExchange({
        ...{
          botId: "scripted",
          conversationId: together.id,
          party: "bot",
          direction: "in",
          method: "POST",
          url,
          status: 200,
          durationMs: 1,
        },
        ...{ error: null, request: { headers: [], body: JSON.stringify(body) }, response: { headers: [], body: "{}" }, isKeptOut },
      });
    asked("/api/storage/write", { changes: { [`profile-${ann}`]: { wish } } });
    asked(`/v3/botstate/${channelId}/users/${encodeURIComponent(ann)}?eTag=1`, { data: { wish } });
    asked(`/v3/conversations/${together.id}/activities`, { text: wish }, true);
    asked(`/v3/conversations/${together.id}/activities`, { text: `hello ${bo}` });
    await flushProtocolLog();
    expect(await left()).toEqual([]);
    const { exchanges } = await listExchanges(together.id, { limit: 10 });
    expect(exchanges.map(({ url, status, request }) => [url, status, request.body])).toEqual([
      ["/api/storage/write", 200, null],
      ["/v3/botstate/…/users/…", 200, null],
      ["/v3/conversations/…/activities", 200, null],
      [`/v3/conversations/${together.id}/activities`, 200, JSON.stringify({ text: `hello ${bo}` })],
    ]);
  });
});
