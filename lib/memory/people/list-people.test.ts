import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { fullSight, maskedText, type PeopleRequest, type PersonPage, peopleRequest, type Sight } from "@/lib/model";
import { know } from "../testing/known-people";
import { listPeople } from "./list-people";

const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}T10:00:00.000Z`;
const list = (request: Partial<PeopleRequest> = {}, sight: Sight = fullSight) => listPeople(peopleRequest.parse(request), sight);
const namesOf = ({ people }: PersonPage) => people.map(({ name }) => name);
const find = async (query: string, rest: Partial<PeopleRequest> = {}) => namesOf(await list({ query, sort: "name", ...rest }));

onEachDatabase(() => {
  test("people are listed with what is known of them, in any order, and by bot, channel and time", async () => {
    await know({ userId: "u-ann", name: "Ann", at: day(3), data: { profile: { city: "Gent", diet: "vegetarian" } } });
    await know({ userId: "u-bo", name: "bo", at: day(5), channelId: "msteams", data: { profile: { city: "Split, by the sea" } } });
    await know({ userId: "u-cy", name: "Çelik 😀", at: day(4), botId: "other" });
    const page = await list();
    expect(namesOf(page)).toEqual(["bo", "Çelik 😀", "Ann"]);
    expect(page).toMatchObject({ total: 3, cursor: null, search: null });
    expect(page.people[2]).toMatchObject({
      identities: [{ channelId: "emulator", userId: "u-ann", name: "Ann", bots: ["guide"] }],
      facts: 2,
      bytes: "Gent".length + "vegetarian".length,
      oldestFactAt: day(3),
      lastSeenAt: day(3),
      openNotes: 0,
      openRequests: 0,
      found: null,
    });
    expect(namesOf(await list({ sort: "name" }))).toEqual(["Ann", "bo", "Çelik 😀"]);
    expect(namesOf(await list({ sort: "facts" }))[0]).toBe("Ann");
    expect(namesOf(await list({ sort: "size" }))[0]).toBe("bo");
    expect(namesOf(await list({ sort: "oldest-fact" }))).toEqual(["Ann", "bo", "Çelik 😀"]);
    expect(namesOf(await list({ sort: "oldest-fact", order: "desc" }))).toEqual(["bo", "Ann", "Çelik 😀"]);
    expect(page.channels).toEqual(["emulator", "msteams"]);
    expect(namesOf(await list({ botId: "other" }))).toEqual(["Çelik 😀"]);
    expect(namesOf(await list({ channelId: "msteams" }))).toEqual(["bo"]);
    expect(namesOf(await list({ seenSince: day(4) }))).toEqual(["bo", "Çelik 😀"]);
  });

  test("somebody is found by a name, an id or a value, by a part of it or the whole, whatever the case", async () => {
    expect(await find("ANN")).toEqual(["Ann"]);
    expect(await find("u-b")).toEqual(["bo"]);
    expect(await find("getar")).toEqual(["Ann"]);
    expect(await find("by the sea")).toEqual(["bo"]);
    expect(await find("getar", { match: "exact" })).toEqual([]);
    expect(await find("Vegetarian", { match: "exact" })).toEqual(["Ann"]);
    expect(await find("u-")).toEqual([]);
    expect(await find("%_%")).toEqual([]);
    expect(await find("guide")).toEqual([]);
    expect(await find("getar", { botId: "other" })).toEqual([]);
  });

  test("a search says by what it found somebody, and of two letters that it took them as the whole", async () => {
    expect((await list({ query: "veget" })).people[0]?.found).toEqual({ kind: "value", where: "/profile/diet", value: "vegetarian" });
    expect((await list({ query: "u-ann" })).people[0]?.found).toEqual({ kind: "id", where: null, value: "u-ann" });
    expect((await list({ query: "veget" })).search).toEqual({ match: "part", isCapped: false });
    expect(await list({ query: "bo" })).toMatchObject({ people: [{ name: "bo" }], search: { match: "exact", isCapped: false } });
  });

  test("whom a production bot knows is listed without name and ids, and found by a whole name, id, address or number only", async () => {
    await know({
      userId: "u-dana",
      name: "Dana",
      botId: "shop",
      at: day(9),
      data: { diagnosis: "asthma", age: 42, born: "1984-02-29", mail: "dana@mail.example", phone: "0664 123456789" },
    });
    await (await db()).execute(sql`INSERT INTO bot_setting (bot_id, is_production) VALUES ('shop', ${true})`);
    const sight: Sight = { ...fullSight, sees: (botId) => botId !== "shop" };
    const [dana] = (await list({}, sight)).people;
    expect(dana).toMatchObject({
      name: maskedText,
      isMasked: true,
      // A size would tell the length of what is masked.
      bytes: 1024,
      identities: [{ userId: maskedText, name: maskedText, channelId: "emulator" }],
    });
    expect((await list({ query: "asth" }, sight)).people).toEqual([]);
    expect((await list({ query: "dan" }, sight)).people).toEqual([]);
    for (const query of ["asthma", "42", "1984-02-29"]) expect((await list({ query }, sight)).people).toEqual([]);
    const exact = await list({ query: "Dana@mail.example" }, sight);
    expect(exact.people).toMatchObject([{ name: maskedText, found: { kind: "value", where: "/mail", value: null } }]);
    expect((await list({ query: "0664 123456789" }, sight)).people).toMatchObject([{ found: { where: "/phone", value: null } }]);
    expect((await list({ query: "dana" }, sight)).people).toMatchObject([{ found: { kind: "name", value: null } }]);
    expect((await list({ query: "u-dana" }, sight)).people).toMatchObject([{ found: { kind: "id", value: null } }]);
    expect(JSON.stringify([exact, dana])).not.toMatch(/Dana|u-dana|asthma/);
    const unmasked: Sight = { ...fullSight, sees: (botId, personId) => botId !== "shop" || personId === dana?.personId };
    expect(namesOf(await list({ query: "asthma" }, unmasked))).toEqual(["Dana"]);
  });

  test("whom a part finds by what may be seen is not said to have it also where it may not", async () => {
    await know({ userId: "u-eve", name: "Eve", botId: "vault", at: day(9), data: { pin: "k7#abc" } });
    await know({ userId: "u-eve", name: "Eve", botId: "guide", at: day(9), data: { guess: "k7#a" } });
    await (await db()).execute(sql`INSERT INTO bot_setting (bot_id, is_production) VALUES ('vault', ${true})`);
    const sight: Sight = { ...fullSight, sees: (botId) => botId !== "vault" };
    const found = async (query: string) => (await list({ query }, sight)).people.map((person) => person.found);
    expect(await found("k7#a")).toEqual([{ kind: "value", where: "/guess", value: "k7#a" }]);
    expect(await found("k7#abc")).toEqual([]);
    expect(await found("k7#ab")).toEqual([]);
    expect(await found("ev")).toEqual([]);
  });

  test("a name of two letters finds nobody whom the reader may not see, nor is it said to be theirs", async () => {
    await know({ userId: "u-li", name: "Li", botId: "cellar", at: day(9), data: { city: "Gent" } });
    await know({ userId: "u-li", name: "Li", botId: "guide", at: day(9), data: { word: "li" } });
    await know({ userId: "u-wu", name: "Wu", botId: "cellar", at: day(9), data: { city: "Gent" } });
    await (await db()).execute(sql`INSERT INTO bot_setting (bot_id, is_production) VALUES ('cellar', ${true})`);
    const sight: Sight = { ...fullSight, sees: (botId) => botId !== "cellar" };
    expect((await list({ query: "wu" }, sight)).people).toEqual([]);
    expect((await list({ query: "li" }, sight)).people).toMatchObject([{ found: { kind: "value", where: "/word", value: "li" } }]);
    expect((await list({ query: "wu" })).people).toHaveLength(1);
  });

  test("each page goes on where the one before ended, also among people who stand alike", async () => {
    for (let index = 0; index < 205; index++) {
      await know({ userId: `p-${index}`, botId: "crowd", at: day(20), data: index < 70 || index > 170 ? {} : { index } });
    }
    for (const [sort, order] of [["last-seen"], ["name"], ["facts"], ["oldest-fact", "asc"], ["oldest-fact", "desc"]] as const) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page: PersonPage = await list({ botId: "crowd", sort, order, ...(cursor && { cursor }) });
        seen.push(...page.people.map(({ personId }) => personId));
        cursor = page.cursor;
      } while (cursor !== null);
      expect([seen.length, new Set(seen).size]).toEqual([205, 205]);
    }
    const { cursor } = await list({ botId: "crowd" });
    await expect(list({ sort: "name", cursor: cursor ?? "" })).rejects.toMatchObject({ code: "invalid_cursor" });
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  test("a search that finds more than a thousand people says so", async () => {
    for (let index = 0; index < 1001; index++) await know({ userId: `many-${index}`, botId: "mass" });
    expect((await list({ query: "many-" })).search).toEqual({ match: "part", isCapped: true });
    expect((await list({ query: "many-10" })).search).toEqual({ match: "part", isCapped: false });
  }, 60_000);

  test("a filter or a search among more people than can be named is the same as among few", async () => {
    const many = sql`WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5100) SELECT n FROM c`;
    const id = sql`'big-' || CAST(numbers.n AS TEXT)`;
    await (await db()).transaction([
      sql`INSERT INTO person (id, name, name_key, first_seen_at, last_seen_at, facts, bytes)
        SELECT ${id}, ${id}, ${id}, ${day(1)}, ${day(1)}, 0, 0 FROM (${many}) numbers`,
      sql`INSERT INTO identity (id, person_id, channel_id, user_id, name, folded, name_hash, user_hash)
        SELECT ${id}, ${id}, 'sms', ${id}, ${id}, ${id}, 0, 0 FROM (${many}) numbers`,
      sql`INSERT INTO acquaintance (identity_id, bot_id, last_seen_at) SELECT ${id}, 'big', ${day(1)} FROM (${many}) numbers`,
    ]);
    expect((await list({ botId: "big", sort: "name" })).people[0]?.name).toBe("big-1");
    expect((await list({ channelId: "sms", seenSince: day(2) })).people).toEqual([]);
    expect(await find("big-500", { botId: "big" })).toEqual(["big-500", ...Array.from({ length: 10 }, (_, digit) => `big-500${digit}`)]);
    expect(await find("big-500", { channelId: "msteams" })).toEqual([]);
  });
});
