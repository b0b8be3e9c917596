import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { createPersona, startConversation } from "@/lib/conversations";
import { loadScriptedBot, onHearing, openConversation } from "@/lib/conversations/testing";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { defaultChannelId as channelId, type JsonObject, randomText } from "@/lib/model";
import { readOwnState } from "./own-state";
import { exportOf } from "./testing/export-of";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-named-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** In a turn of somebody's the bot keeps these under keys of its own. */
async function keepAs(userId: string, items: Record<string, JsonObject>): Promise<void> {
  const hearing = `keep ${randomText(8)}`;
  onHearing(hearing, async ({ storage }) =>
    storage.write(Object.fromEntries(Object.entries(items).map(([key, data]) => [key, { ...data, eTag: "*" }]))),
  );
  await (await openConversation({ userId })).say(hearing, userId);
}

const someId = (name: string) => `${name}-${randomText(8)}`;

onEachDatabase(() => {
  test("what a bot keeps under a key of its own with somebody's id in it is theirs, whoever's turn wrote it", async () => {
    const [ann, bo] = [someId("ann"), someId("bo")];
    await keepAs(ann, { [`${channelId}/users/${ann}/`]: { city: "Gent" } });
    await keepAs(bo, { [`profile-${ann}`]: { likes: "green tea" }, [`profile-${ann}-2`]: { likes: "hidden one" } });
    await keepAs(bo, {
      [`profile-${ann}`]: { likes: "black tea" },
      [`cart/${ann}/2026`]: { holds: "a canoe" },
      [`pair/${ann}/${bo}`]: { secret: "hidden two" },
      [`profile-${bo}`]: { likes: "hidden three" },
    });

    const files = await exportOf(ann, { channelId });
    const { state } = JSON.parse(files["data.json"] ?? "") as { state: unknown[] };

    expect(state).toHaveLength(3);
    expect(state).toContainEqual(
      expect.objectContaining({
        scope: "unclassified",
        data: { likes: "black tea" },
        earlier: [expect.objectContaining({ value: "green tea" }), expect.objectContaining({ value: "black tea" })],
      }),
    );
    expect(state).toContainEqual(expect.objectContaining({ data: { holds: "a canoe" } }));
    expect(files["index.html"]).toContain("under a name that the bot made of your id");
    expect(Object.values(files).join()).not.toMatch(/hidden/);
    const portable = JSON.parse((await exportOf(ann, { type: "portability", channelId }))["data.json"] ?? "") as { state: unknown[] };
    expect(portable.state).toContainEqual(expect.objectContaining({ data: { likes: "black tea" } }));
  });

  test("what a bot keeps under somebody else's id is not in it, though the person's turn wrote it", async () => {
    const [ann, bo] = [someId("ann"), someId("bo")];
    await keepAs(bo, { [`${channelId}/users/${bo}/`]: { city: "Novi Sad" } });
    await keepAs(ann, { [`profile-${bo}`]: { likes: "hidden four" }, "wish-list": { holds: "a kayak" } });

    await keepAs(ann, { [`profile-${ann}`]: { likes: "white tea" } });

    const files = await exportOf(ann, { channelId });

    expect(Object.values(files).join()).not.toContain("hidden four");
    const { facts } = JSON.parse(files["data.json"] ?? "") as { facts: { value: unknown }[] };
    expect(facts.map(({ value }) => value)).toEqual(expect.arrayContaining(["a kayak", "white tea"]));
  });

  test("under an id that another channel gave to somebody else it is nobody's by that", async () => {
    const [ann, bo] = [someId("ann"), someId("bo")];
    await keepAs(ann, { [`${channelId}/users/${ann}/`]: { city: "Gent" } });
    await keepAs(bo, { [`profile-${ann}`]: { likes: "hidden tea" } });
    const elsewhere = { userId: ann, name: "Anton", locale: null, channelId: "msteams", snapshotId: null };
    await startConversation({ botId: "scripted", personaId: (await createPersona(elsewhere)).id });

    expect(Object.values(await exportOf(ann, { channelId })).join()).not.toContain("hidden");
  });

  test("it asks as much however many such keys there are", async () => {
    const countQueries = async () => {
      const ann = someId("ann");
      await keepAs(ann, { [`profile-${ann}`]: { likes: "tea" } });
      const database = await db();
      const spies = [vi.spyOn(database, "query"), vi.spyOn(database, "aside")];
      await readOwnState({ identities: [{ identityId: "i", channelId, userId: ann, name: ann, bots: [] }], conversations: [] });
      const count = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
      for (const spy of spies) spy.mockRestore();
      return count;
    };
    const few = await countQueries();
    const bo = someId("bo");
    await keepAs(bo, Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`profile-${bo}${index}`, { index }])));
    expect(await countQueries()).toBe(few);
  });
});
