import { expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type FactWrite, factStatements } from "@/lib/facts";
import { fullSight, type JsonObject, maskedText, type Sight } from "@/lib/model";
import { changeDictionary, countUnclassified, importFile, listChanges, listPaths, readFile, readPath, toCsv } from "..";

const ann = { channelId: "emulator", userId: "ann" };
const bot = "state-management";
let seq = 0;

async function write(data: JsonObject, { scope = "user", botId = bot }: Partial<FactWrite> = {}): Promise<void> {
  seq += 1;
  const fact = { itemId: `item-${seq}`, botId, scope, owner: ann, before: null, after: JSON.stringify(data) };
  await (await db()).transaction([
    sql`INSERT INTO state_write (seq, bot_id, kind, conversation_id, after_turn, by, at) VALUES (${seq}, ${botId}, 'turn', 'c', ${seq}, 'bot', ${`2026-11-21T10:00:0${seq % 10}.000Z`})`,
    ...factStatements([fact], { seq, at: "2026-11-21T10:00:00.000Z", person: ann }),
  ]);
}

const all = { status: "all", limit: 100 } as const;
const idOf = async (path: string): Promise<string> => {
  const found = (await listPaths(bot, all, fullSight)).paths.find((one) => one.path === path);
  if (!found) throw new Error(`${path} is not in the dictionary`);
  return found.id;
};

onEachDatabase(() => {
  test("what is described leaves the inbox, and each word about it is in the history with what stood before", async () => {
    await write({ size: "M", mail: "ann@example.org" });
    const id = await idOf("/size");
    await changeDictionary(
      bot,
      { by: "Zoë", changes: [{ pathIds: [id], set: { label: "Preferred size", retentionDays: 30 } }] },
      fullSight,
    );
    const again = { by: "Zoë", changes: [{ pathIds: [id], set: { label: "Size", isSensitive: false } }] };
    expect(await changeDictionary(bot, again, fullSight)).toMatchObject({
      changed: 1,
      paths: [{ label: "Size", retentionDays: 30, classifiedBy: "Zoë" }],
    });
    expect(await changeDictionary(bot, again, fullSight)).toMatchObject({ changed: 0 });
    expect((await listPaths(bot, { ...all, status: "unclassified" }, fullSight)).paths.map(({ path }) => path)).toEqual(["/mail"]);
    expect((await listPaths(bot, { ...all, status: "classified" }, fullSight)).paths.map(({ path }) => path)).toEqual(["/size"]);
    const [newest, oldest, ...others] = (await listChanges(bot, { limit: 10 })).changes;
    expect(others).toEqual([]);
    expect(oldest?.fields).toEqual([
      { field: "label", before: null, after: "Preferred size" },
      { field: "retentionDays", before: null, after: 30 },
    ]);
    expect(newest).toMatchObject({
      by: "Zoë",
      path: "/size",
      fields: [
        { field: "label", before: "Preferred size", after: "Size" },
        { field: "isSensitive", before: null, after: false },
      ],
    });
    expect((await countUnclassified(fullSight)).bots.find(({ botId }) => botId === bot)).toMatchObject({ total: 2, unclassified: 1 });
  });

  test("when one of many paths is not there, nothing is changed", async () => {
    await write({ shoe: 38 });
    const before = await readPath(bot, await idOf("/shoe"), fullSight);
    const changes = [
      { pathIds: [before.id], set: { label: "Shoe" } },
      { pathIds: ["nowhere"], set: { label: "X" } },
    ];
    await expect(changeDictionary(bot, { by: "Zoë", changes }, fullSight)).rejects.toMatchObject({ code: "path_not_found" });
    expect(await readPath(bot, before.id, fullSight)).toEqual(before);
  });

  test("two people who describe different things of one path at once are both heard", async () => {
    await write({ hat: "red" });
    const id = await idOf("/hat");
    const say = (set: object) => changeDictionary(bot, { by: "Zoë", changes: [{ pathIds: [id], set }] }, fullSight);
    await Promise.all([say({ label: "Hat" }), say({ purpose: "To greet" }), say({ category: "none" })]);
    expect(await readPath(bot, id, fullSight)).toMatchObject({ label: "Hat", purpose: "To greet", category: "none" });
  });

  test("examples are few and different; who may not see them learns types and no lengths", async () => {
    for (const colour of [
      "red",
      "red",
      "blue",
      "a very long colour that nobody has ever heard of before, and which goes on and on and on",
      "x",
    ]) {
      await write({ colour });
    }
    await write({ colour: 7 });
    const examplesFor = async (sight: Sight) => (await listPaths(bot, all, sight)).paths.find(({ path }) => path === "/colour")?.examples;
    expect(await examplesFor(fullSight)).toHaveLength(3);
    expect(new Set((await examplesFor(fullSight))?.map(({ text }) => text)).size).toBe(3);
    expect(await examplesFor({ ...fullSight, sees: () => false })).toEqual([
      { type: "string", text: maskedText, isMasked: true },
      { type: "number", text: maskedText, isMasked: true },
    ]);
  });

  test("pages of the dictionary hold each path once, whatever it is called", async () => {
    const names = ["a.b", "a/b", "~", "😀", "[x]", "{}", "Z", "a", "ä", "\ud83d", "\0", ""];
    await write(Object.fromEntries(names.map((name) => [name, 1])), { scope: "private" });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listPaths(bot, { status: "all", scope: "private", limit: 5, cursor: cursor ?? undefined }, fullSight);
      seen.push(...page.paths.map(({ path }) => path));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(seen.sort()).toEqual(["/a.b", "/a~1b", "/~0", "/😀", "/~2x]", "/~3}", "/Z", "/a", "/ä", "/\ud83d", "/\0", "/"].sort());
  });

  test("a bot that is gone keeps its dictionary; one that never was has none", async () => {
    await write({ left: 1 }, { botId: "gone" });
    expect((await listPaths("gone", all, fullSight)).paths).toMatchObject([{ path: "/left", firstWrite: { conversationId: "c" } }]);
    await expect(listPaths("never", all, fullSight)).rejects.toMatchObject({ code: "bot_not_found" });
  });

  test("a file carries what was said to another bot, where it waits for paths that are not written yet", async () => {
    await write({ cap: "red", coat: "blue" });
    const id = await idOf("/cap");
    await changeDictionary(
      bot,
      { by: "Zoë", changes: [{ pathIds: [id], set: { label: '=Cap, "the" one', isSensitive: false } }] },
      fullSight,
    );
    await write({ cap: "green", scarf: "white" }, { botId: "profile" });
    const csv = toCsv(await readFile(bot));
    const imported = await importFile("profile", { text: csv, mediaType: "text/csv", by: "git" });
    expect(imported).toMatchObject({ unnamed: 1 });
    expect(await importFile("profile", { text: csv, mediaType: "text/csv", by: "git" })).toEqual({
      ...imported,
      changed: 0,
      added: 0,
      unchanged: imported.changed + imported.unchanged,
    });
    const paths = async () => (await listPaths("profile", all, fullSight)).paths;
    expect(await paths()).toContainEqual(
      expect.objectContaining({ path: "/cap", label: '=Cap, "the" one', isSensitive: false, people: 1 }),
    );
    const waiting = { label: "Size", firstWrite: null, lastWrite: null, people: 0 };
    expect(await paths()).toContainEqual(expect.objectContaining({ path: "/size", ...waiting }));
    await write({ size: "M" }, { botId: "profile" });
    expect((await paths()).find(({ path }) => path === "/size")).toMatchObject({
      label: "Size",
      firstWrite: { seq },
      lastWrite: { seq },
      people: 1,
    });
  });

  test("a file that is wrong on one line changes nothing", async () => {
    const before = await readFile(bot);
    const text = toCsv(before).replace(",no,", ",perhaps,");
    await expect(importFile(bot, { text, mediaType: "text/csv", by: "git" })).rejects.toMatchObject({ code: "invalid_file" });
    expect(await readFile(bot)).toEqual(before);
  });
});
