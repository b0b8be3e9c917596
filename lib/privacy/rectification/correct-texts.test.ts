import { expect, test } from "vitest";
import { addMember, saveSnapshot } from "@/lib/conversations";
import { loadScriptedBot, onHearing } from "@/lib/conversations/testing";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { listNotes } from "@/lib/memory";
import { defaultChannelId, fullSight, type JsonObject, maskedText, newUserId, type Sight } from "@/lib/model";
import { listNamedItems } from "../named-items/list-named-items";
import { correctFact } from "./correct-fact";
import { listPlaces } from "./list-places";
import { asked, better, factOf, meet, old, reader } from "./testing/correcting";

loadScriptedBot();

const summary = `Write to ${old}, not to joann@old.example.  Twice: ANN@OLD.example`;

onEachDatabase(() => {
  test("texts that hold the old value are offered apart, with what stands around it", async () => {
    const ann = await meet();
    await ann.put("user", { email: old, login: old, profile: { summary } });
    const { isSoughtInTexts, places } = await listPlaces(await factOf(ann.personId, "/email"), fullSight);
    expect(isSoughtInTexts).toBe(true);
    expect(places.map(({ pattern, within }) => ({ pattern, within }))).toEqual([
      { pattern: "/login", within: null },
      {
        pattern: "/profile/summary",
        within: {
          parts: [
            { before: "Write to ", part: old },
            { before: ", not to joann@old.example.  Twice: ", part: "ANN@OLD.example" },
          ],
          after: "",
          more: 0,
        },
      },
    ]);
  });

  test("only that part is replaced, in state, in what others see and in what was saved, and each has the reason", async () => {
    const ann = await meet();
    await ann.put("user", { email: old, profile: { summary, count: 2 } });
    await ann.put("conversation", { topic: `Ann (${old}) asked` });
    await saveSnapshot({ name: "before", conversationId: ann.conversationId, by: "Tess" });
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    const done = await correctFact(place, asked({ eTag, places: places.map(({ placeId }) => placeId) }), reader);
    expect(done).toEqual({ corrected: 3, snapshots: 3, texts: 4, kept: 0 });
    const now = {
      user: { email: better, profile: { summary: `Write to ${better}, not to joann@old.example.  Twice: ${better}`, count: 2 } },
      conversation: { topic: `Ann (${better}) asked` },
    };
    expect({ user: await ann.read("user"), conversation: await ann.read("conversation") }).toEqual(now);
    const [snapshot] = await (await db()).query<{ body: string }>(sql`SELECT body FROM snapshot`);
    expect((JSON.parse(snapshot?.body ?? "{}") as { state: JsonObject }).state).toMatchObject(now);
    const notes = await listNotes(ann.personId, fullSight);
    expect(notes.map(({ pattern }) => pattern).sort()).toEqual(["/email", "/profile/summary", "/topic"]);
  });

  test("on record are how many texts, and nothing of them", async () => {
    const ann = await meet();
    await ann.put("user", { email: old, summary });
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    await correctFact(place, asked({ eTag, places: places.map(({ placeId }) => placeId) }), reader);
    const [entry] = await (await db()).query<{ place: string; counts: string }>(
      sql`SELECT * FROM audit_entry WHERE action = 'fact.corrected' ORDER BY seq DESC LIMIT 1`,
    );
    expect(JSON.parse(entry?.counts ?? "{}")).toEqual({ corrected: 2, snapshots: 0, texts: 1, kept: 0 });
    expect(JSON.stringify(entry)).not.toMatch(/example|Write/);
  });

  test("a text that was changed since it was looked at is not corrected, nor anything with it", async () => {
    const ann = await meet();
    await ann.put("user", { email: old });
    await ann.put("private", { summary });
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    const changed = { summary: `${summary}, at noon` };
    await ann.put("private", changed);
    const ids = places.map(({ placeId }) => placeId);
    await expect(correctFact(place, asked({ eTag, places: ids }), reader)).rejects.toMatchObject({ code: "stale_etag" });
    expect([await ann.read("user"), await ann.read("private")]).toEqual([{ email: old }, changed]);
  });

  test("within a text nothing cannot take its place", async () => {
    const ann = await meet();
    await ann.put("user", { email: old, summary });
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    const ids = places.map(({ placeId }) => placeId);
    for (const value of [null, " "]) {
      await expect(correctFact(place, asked({ eTag, value, places: ids }), reader)).rejects.toMatchObject({ code: "invalid_request" });
    }
    expect(await ann.read("user")).toEqual({ email: old, summary });
  });

  test("an everyday word is offered where it is all that stands there", async () => {
    const ann = await meet();
    await ann.put("user", { drink: "tea", other: "tea", summary: "likes tea" });
    const { isCompared, isSoughtInTexts, places } = await listPlaces(await factOf(ann.personId, "/drink"), fullSight);
    expect({ isCompared, isSoughtInTexts }).toEqual({ isCompared: true, isSoughtInTexts: false });
    expect(places.map(({ pattern }) => pattern)).toEqual(["/other"]);
  });

  test("a part far behind in a long text is found and replaced there", async () => {
    const ann = await meet();
    const long = `${"All about nothing. ".repeat(100)}Write to `;
    await ann.put("user", { email: old, summary: `${long}${old}!` });
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    await correctFact(place, asked({ eTag, places: places.map(({ placeId }) => placeId) }), reader);
    expect(await ann.read("user")).toEqual({ email: better, summary: `${long}${better}!` });
  });

  test("among more than a thousand texts it is found in each", async () => {
    const ann = await meet();
    const many = (email: string) => Array.from({ length: 1200 }, (_, index) => (index % 100 === 0 ? `${index}: ${email}` : `${index}: no`));
    await ann.put("private", { list: many(old) });
    await ann.put("user", { email: old });
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    await correctFact(place, asked({ eTag, places: places.map(({ placeId }) => placeId) }), reader);
    expect(await ann.read("private")).toEqual({ list: many(better) });
  });

  test("somebody else's text stays masked for whoever sees this person only, and as it is", async () => {
    const ann = await meet();
    await ann.put("user", { email: old });
    const boId = newUserId();
    await addMember(ann.conversationId, { id: boId });
    const data = { note: `Bo says: ${old}`, eTag: "*" };
    onHearing("keep", async ({ storage }) => storage.write({ [`${defaultChannelId}/conversations/${ann.conversationId}/`]: data }));
    await ann.say("keep", boId);
    await saveSnapshot({ name: "before", conversationId: ann.conversationId, by: "Tess" });
    const bo = identityIdOf({ channelId: defaultChannelId, userId: boId });
    const sight: Sight = { sees: (_, personId) => personId !== bo, unknownBots: new Set() };
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, sight);
    const masked = { parts: [{ before: maskedText, part: old }], after: maskedText, more: 0 };
    expect(places.map(({ kind, scope, within, why }) => ({ kind, scope, within, isOpen: why === null }))).toEqual([
      { kind: "snapshot", scope: "user", within: null, isOpen: true },
      { kind: "fact", scope: "conversation", within: masked, isOpen: false },
      { kind: "snapshot", scope: "conversation", within: masked, isOpen: false },
    ]);
    for (const { placeId } of places.slice(1)) {
      const work = correctFact(place, asked({ eTag, places: [placeId] }), { ...reader, sight });
      await expect(work).rejects.toMatchObject({ code: "invalid_request" });
    }
  });

  test("it is found under a key that a bot made of the person's id, whoever's turn wrote it", async () => {
    const [ann, bo] = [await meet(), await meet()];
    await ann.put("user", { email: old });
    const data = { mail: old, note: `Write to ${old}` };
    onHearing("keep apart", async ({ storage }) => storage.write({ [`profile-${ann.userId}`]: { ...data, eTag: "*" } }));
    await bo.say("keep apart");
    const place = await factOf(ann.personId, "/email");
    const { eTag, places } = await listPlaces(place, fullSight);
    expect(places.map(({ scope, pattern }) => [scope, pattern])).toEqual([
      ["unclassified", "/mail"],
      ["unclassified", "/note"],
    ]);
    await correctFact(place, asked({ eTag, places: places.map(({ placeId }) => placeId) }), reader);
    const [item] = (await listNamedItems(ann.personId, fullSight)).items;
    expect(item?.values.map(({ value }) => value)).toEqual([better, `Write to ${better}`]);
  });

  test("nothing is told of a bot of which the reader does not see the person", async () => {
    const ann = await meet();
    await ann.put("user", { email: old });
    const there = await meet(ann.userId, "state-management");
    await there.put("user", { login: old, summary });
    await saveSnapshot({ name: "before", conversationId: there.conversationId, by: "Tess" });
    const place = await factOf(ann.personId, "/email");
    expect((await listPlaces(place, fullSight)).places).toHaveLength(4);
    const sight: Sight = { sees: (botId) => botId === "scripted", unknownBots: new Set() };
    expect((await listPlaces(place, sight)).places).toEqual([]);
  });
});
