import { expect, test, vi } from "vitest";
import { createPersona, startConversation } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation } from "@/lib/conversations/testing";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { linkIdentity } from "@/lib/memory";
import { defaultChannelId as channelId, fullSight, type JsonObject, maskedText, randomText, type Sight } from "@/lib/model";
import { listNamedItems } from "./list-named-items";

loadScriptedBot();

const someId = (name: string) => `${name}-${randomText(8)}`;
const personOf = (userId: string) => identityIdOf({ channelId, userId });

/** In a turn of somebody's the bot keeps these under keys of its own; null takes one away. */
async function keepAs(userId: string, items: Record<string, JsonObject | null>): Promise<void> {
  const hearing = `keep ${randomText(8)}`;
  onHearing(hearing, async ({ storage }) => {
    const kept = Object.entries(items).flatMap(([key, data]) => (data === null ? [] : [[key, { ...data, eTag: "*" }]]));
    await storage.write(Object.fromEntries(kept) as Record<string, JsonObject>);
    await storage.delete(Object.keys(items).filter((key) => items[key] === null));
  });
  await (await openConversation({ userId })).say(hearing, userId);
}

onEachDatabase(() => {
  test("what a bot keeps under a key with somebody's id in it is listed with its key and values, the last written first", async () => {
    const [ann, bo] = [someId("ann"), someId("bo")];
    await keepAs(ann, { [`cart/${ann}/2026`]: { holds: "a canoe", count: 2, isPaid: false } });
    await keepAs(bo, { [`profile-${ann}`]: { likes: { tea: "green" } }, [`profile-${bo}`]: { likes: "hidden" } });
    const { items, count } = await listNamedItems(personOf(ann), fullSight);
    expect(count).toBe(2);
    expect(items).toMatchObject([
      {
        ...{ botId: "scripted", key: `profile-${ann}`, identityId: personOf(ann), isMasked: false, valueCount: 1 },
        values: [{ path: "/likes/tea", pattern: "/likes/tea", label: null, type: "string", value: "green", isCut: false }],
      },
      {
        ...{ key: `cart/${ann}/2026`, valueCount: 3 },
        values: [
          { path: "/holds", value: "a canoe" },
          { path: "/count", type: "number", value: 2 },
          { path: "/isPaid", type: "boolean", value: false },
        ],
      },
    ]);
  });

  test("what was taken away, what names somebody else too, and an id that is somebody else's as well are not", async () => {
    const [ann, bo] = [someId("ann"), someId("bo")];
    await keepAs(bo, { [`pair/${ann}/${bo}`]: { secret: "hidden" } });
    await keepAs(ann, { [`profile-${ann}`]: { likes: "tea" } });
    await keepAs(ann, { [`profile-${ann}`]: null });
    expect(await listNamedItems(personOf(ann), fullSight)).toEqual({ items: [], count: 0 });
    await keepAs(ann, { [`profile-${ann}`]: { likes: "tea" } });
    expect((await listNamedItems(personOf(ann), fullSight)).count).toBe(1);
    const elsewhere = { userId: ann, name: "Anton", locale: null, channelId: "msteams", snapshotId: null };
    await startConversation({ botId: "scripted", personaId: (await createPersona(elsewhere)).id });
    expect((await listNamedItems(personOf(ann), fullSight)).count).toBe(0);
  });

  test("each says which of the person's identities its key names", async () => {
    const [ann, far] = [someId("ann"), someId("far")];
    await keepAs(ann, { [`profile-${far}`]: { likes: "tea" } });
    await openConversation({ userId: far });
    await linkIdentity(personOf(ann), { identityId: personOf(far), evidence: "they-said", note: "", by: "Tess" });
    expect((await listNamedItems(personOf(ann), fullSight)).items).toMatchObject([{ identityId: personOf(far) }]);
  });

  test("masked are values, names that are data, and of the key all from the id on", async () => {
    const ann = someId("ann");
    await keepAs(ann, { [`profile-${ann}/anna-smith`]: { visits: { "anna@example.org": "secret" } } });
    const sight: Sight = { sees: () => false, unknownBots: new Set() };
    const { items } = await listNamedItems(personOf(ann), sight);
    expect(items).toMatchObject([
      { key: `profile-${maskedText}`, isMasked: true, values: [{ path: "/visits/{}", value: { $masked: "string" } }], valueCount: 1 },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/anna|secret/);
    expect(await listNamedItems(personOf(ann), { ...sight, unknownBots: new Set(["scripted"]) })).toEqual({ items: [], count: 0 });
  });

  test("of a large item the first values are told, and how many there are", async () => {
    const ann = someId("ann");
    await keepAs(ann, { [`visits-${ann}`]: { list: Array.from({ length: 2100 }, (_, index) => `visit ${index}`) } });
    const [item] = (await listNamedItems(personOf(ann), fullSight)).items;
    expect([item?.values.length, item?.values[0]?.value, item?.valueCount]).toEqual([50, "visit 0", 2100]);
  });

  test("it asks as much however many such keys others have", async () => {
    const countQueries = async () => {
      const ann = someId("ann");
      await keepAs(ann, { [`profile-${ann}`]: { likes: "tea" } });
      const database = await db();
      const spies = [vi.spyOn(database, "query"), vi.spyOn(database, "aside")];
      await listNamedItems(personOf(ann), fullSight);
      const count = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
      for (const spy of spies) spy.mockRestore();
      return count;
    };
    const few = await countQueries();
    const bo = someId("bo");
    await keepAs(bo, Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`profile-${bo}${index}`, { index }])));
    expect(await countQueries()).toBe(few);
  });

  test("nobody at an address is said to be nobody", async () => {
    await expect(listNamedItems("nobody", fullSight)).rejects.toMatchObject({ code: "person_not_found" });
  });
});
