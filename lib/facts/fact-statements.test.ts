import fc from "fast-check";
import { expect, test } from "vitest";
import { db, decodeText, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type JsonObject, leafTypes, listLeaves } from "@/lib/model";
import { type ChannelPerson, countDuePeople, type FactWrite, factStatements, identityIdOf, noteSeen, pathIdOf } from "./index";

type Item = { scope: FactWrite["scope"]; owner: ChannelPerson | null };

const people = ["ada", "bo", "😀 cy/users/x"].map((userId) => ({ channelId: "emulator", userId }));
const [ada = { channelId: "", userId: "" }, bo = ada] = people;

/** Two people's own items, a second one of the first, and one that they share. */
const items: Record<string, Item> = {
  "user-ada": { scope: "user", owner: ada },
  "user-bo": { scope: "user", owner: bo },
  "private-ada-1": { scope: "private", owner: ada },
  "private-ada-2": { scope: "private", owner: ada },
  shared: { scope: "conversation", owner: null },
};

const values = fc.oneof(
  fc.constantFrom("tea", "Tea", 1, 2, true, null, "a\u0000b", "\ud83d", "\ud83e", "__proto__"),
  fc.array(fc.constantFrom("x", "y", 3)),
);
const data = fc.dictionary(
  fc.constantFrom("name", "list", "__proto__", "a/b", "~", "", "\ud83d", "\ud83e"),
  fc.oneof(values, fc.dictionary(fc.constantFrom("p", "q"), values)),
  {
    noNullPrototype: true,
  },
) as fc.Arbitrary<JsonObject>;
const write = fc.record({
  itemId: fc.constantFrom(...Object.keys(items)),
  after: fc.option(data),
  person: fc.constantFrom(...people, null),
});
type Write = { itemId: string; after: JsonObject | null; person: ChannelPerson | null };

onEachDatabase(() => {
  test("facts, dictionary and people are what the items make of them, after any writes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 8 }), async (writes) => {
        const keeper = new Keeper(`bot-${nextBot++}`);
        for (const one of writes) await keeper.write(one);
        await keeper.expectKept();
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test("a path is in the dictionary from the first write on, with its types and how many have it", async () => {
    const keeper = new Keeper("dictionary");
    await keeper.write({ itemId: "user-ada", after: { items: [{ size: "M" }, { size: 4 }] }, person: ada });
    await keeper.write({ itemId: "user-bo", after: { items: [{ size: "L" }] }, person: bo });
    const [path] = await (await db()).query(
      sql`SELECT pattern, scope, types, people, facts FROM dictionary_path WHERE bot_id = 'dictionary'`,
    );
    expect(path).toEqual({ pattern: "/items[]/size", scope: "user", types: 3, people: 2, facts: 3 });
  });

  test("a person whose item was empty at first is known from the first fact on", async () => {
    const keeper = new Keeper("empty");
    await keeper.write({ itemId: "private-ada-2", after: {}, person: ada });
    await keeper.write({ itemId: "private-ada-2", after: { name: "tea" }, person: ada });
    await keeper.write({ itemId: "user-ada", after: { name: "tea" }, person: ada });
    await keeper.expectKept();
  });

  test("a hand-made change of shared state leaves a fact with the person who told it", async () => {
    const keeper = new Keeper("shared");
    await keeper.write({ itemId: "shared", after: { topic: "tea" }, person: bo });
    await keeper.write({ itemId: "shared", after: { topic: "coffee" }, person: null });
    const [fact] = await (await db()).query(sql`SELECT value, identity_id FROM fact WHERE item_id = 'shared-shared'`);
    expect(fact).toEqual({ value: "coffee", identity_id: identityIdOf({ ...bo, channelId: "shared" }) });
  });

  test("what a turn writes about somebody else of the conversation is a fact of theirs, by a key or by an object's own id", async () => {
    const [ann, bob] = ["ann", "bob"].map((userId) => ({ channelId: "emulator", userId })) as [ChannelPerson, ChannelPerson];
    const at = "2026-11-21T10:00:00.000Z";
    await (await db()).transaction([ann, bob].flatMap((one) => noteSeen({ ...one, name: "" }, { botId: "group", at })));
    const first = {
      members: { bob: { mail: "b@example.org", knows: { ann: "well" } }, ann: { mail: "a@example.org" } },
      list: [
        { id: "bob", size: "M" },
        { id: "carl", size: "L" },
      ],
      topic: "tea",
      "": [["bob"]],
    };
    const second = { ...first, members: { ...first.members, bob: { mail: "b2@example.org" } }, topic: "coffee" };
    const write = { itemId: "group-item", botId: "group", scope: "conversation" as const, owner: null, channelId: "emulator" };
    const texts = [null, JSON.stringify(first), JSON.stringify(second)];
    for (const [before = null, after = null] of [texts.slice(0, 2), texts.slice(1)]) {
      const context = { seq: after === texts[1] ? 1 : 2, at, person: after === texts[1] ? ann : null, members: ["ann", "bob"] };
      await (await db()).transaction(factStatements([{ ...write, before, after }], context));
    }
    while ((await countDuePeople()) > 0);
    const facts = await (await db()).query<{ path: string; identity_id: string }>(
      sql`SELECT path, identity_id FROM fact WHERE item_id = 'group-item' ORDER BY path`,
    );
    const ofBob = facts.filter(({ identity_id }) => identity_id === identityIdOf(bob)).map(({ path }) => path);
    expect(ofBob).toEqual(["/list/0/id", "/list/0/size", "/members/bob/mail"]);
    expect(facts.filter(({ identity_id }) => identity_id === identityIdOf(ann))).toHaveLength(facts.length - ofBob.length);
    const [person] = await (await db()).query(sql`SELECT facts FROM person WHERE id = ${identityIdOf(bob)}`);
    expect(person).toEqual({ facts: 3 });
    const [path] = await (await db()).query(
      sql`SELECT people, facts FROM dictionary_path WHERE pattern = '/members/{}/mail' AND bot_id = 'group'`,
    );
    expect(path).toEqual({ people: 2, facts: 2 });
  });

  test("an item of 100,000 leaves is indexed up to the limit, and the rest is counted", async () => {
    const keeper = new Keeper("large");
    await (await db()).execute(sql`INSERT INTO store_item (id, bot_id, key, scope, bytes, updated_at, writer, write_seq)
      VALUES ('large-user-ada', 'large', 'k', 'user', 0, '', '{}', 1)`);
    await keeper.write({ itemId: "user-ada", after: { many: Array.from({ length: 100_000 }, (_, index) => index) }, person: ada });
    await keeper.write({ itemId: "user-ada", after: { many: Array.from({ length: 100_001 }, (_, index) => index) }, person: ada });
    const [{ facts, left } = { facts: 0, left: 0 }] = await (await db()).query<{ facts: number; left: number }>(sql`SELECT
      (SELECT count(*) FROM fact WHERE item_id = 'large-user-ada') AS facts,
      (SELECT unindexed_leaves FROM store_item WHERE id = 'large-user-ada') AS left`);
    expect([facts, facts + left]).toEqual([2000, 100_001]);
  });
});

let nextBot = 0;

/** Writes as a store would, and knows what ought to have come of it. */
class Keeper {
  private readonly texts = new Map<string, string>();
  /** By item and path: whose it is, and which write set it. */
  private readonly told = new Map<string, { identityId: string | null; seq: number; text: string; type: string; pattern: string }>();
  private seq = 0;

  constructor(private readonly botId: string) {}

  async write({ itemId, after, person }: Write): Promise<void> {
    const item = items[itemId] ?? { scope: "user", owner: null };
    const before = this.texts.get(itemId) ?? null;
    const text = after && JSON.stringify(after);
    const own = (one: ChannelPerson | null) => one && { ...one, channelId: this.botId };
    const write = { itemId: `${this.botId}-${itemId}`, botId: this.botId, scope: item.scope, owner: own(item.owner), before, after: text };
    const context = { seq: ++this.seq, at: "2026-11-21T10:00:00.000Z", person: own(person) };
    await (await db()).transaction(factStatements([write], context));
    if (text === null) this.texts.delete(itemId);
    else this.texts.set(itemId, text);
    this.note(itemId, item, { after, person: write.owner ?? context.person });
  }

  private note(itemId: string, { scope }: Item, { after, person }: { after: JsonObject | null; person: ChannelPerson | null }): void {
    const leaves = after ? listLeaves(scope, after).leaves : [];
    const paths = new Set(leaves.map(({ path }) => `${itemId} ${path}`));
    for (const key of [...this.told.keys()]) if (key.startsWith(`${itemId} `) && !paths.has(key)) this.told.delete(key);
    for (const { path, text, type, pattern } of leaves) {
      const key = `${itemId} ${path}`;
      const was = this.told.get(key);
      if (was?.text === text && was.type === type && was.pattern === pattern) continue;
      const identityId = (person && identityIdOf(person)) ?? was?.identityId ?? null;
      this.told.set(key, { identityId, seq: this.seq, text, type, pattern });
    }
  }

  async expectKept(): Promise<void> {
    const database = await db();
    const facts = await database.query<{ item_id: string; path: string; value: string; identity_id: string; write_seq: number }>(
      sql`SELECT item_id, path, value, identity_id, write_seq FROM fact WHERE item_id LIKE ${`${this.botId}-%`}`,
    );
    const kept = facts.map((row) => [
      `${row.item_id.slice(this.botId.length + 1)} ${decodeText(row.path)}`,
      decodeText(row.value),
      row.identity_id,
      row.write_seq,
    ]);
    expect(kept.sort()).toEqual([...this.told].map(([key, { text, identityId, seq }]) => [key, text, identityId, seq]).sort());
    await this.expectDictionary();
    await this.expectPeople();
  }

  private async expectDictionary(): Promise<void> {
    const rows = await (await db()).query<{ id: string; people: number; facts: number; bytes: number; types: number }>(
      sql`SELECT id, people, facts, bytes, types FROM dictionary_path WHERE bot_id = ${this.botId}`,
    );
    for (const { id, ...counts } of rows) {
      const told = [...this.told].filter(([key, { pattern }]) => this.pathIdsOf(key, pattern).includes(id)).map(([, one]) => one);
      const identities = new Set(told.map(({ identityId }) => identityId).filter((one) => one !== null));
      expect(counts).toMatchObject({ people: identities.size, facts: told.length, bytes: bytesOf(told) });
      for (const { type } of told) expect(counts.types & (1 << leafTypes.indexOf(type as "string"))).not.toBe(0);
    }
    const missing = [...this.told].filter(([key, { pattern }]) => !rows.some(({ id }) => this.pathIdsOf(key, pattern).includes(id)));
    expect(missing).toEqual([]);
  }

  private pathIdsOf(key: string, pattern: string): string[] {
    const scope = items[key.split(" ")[0] ?? ""]?.scope ?? "user";
    return [pathIdOf(this.botId, scope, pattern)];
  }

  private async expectPeople(): Promise<void> {
    while ((await countDuePeople()) > 0);
    const rows = await (await db()).query<{ id: string; facts: number; bytes: number; oldest: number | null }>(
      sql`SELECT person.id, facts, bytes, oldest_seq AS oldest FROM person JOIN identity ON identity.person_id = person.id WHERE channel_id = ${this.botId}`,
    );
    for (const { id, ...counts } of rows) {
      const told = [...this.told.values()].filter(({ identityId }) => identityId === id);
      const oldest = told.length === 0 ? null : Math.min(...told.map(({ seq }) => seq));
      expect(counts).toEqual({ facts: told.length, bytes: bytesOf(told), oldest });
    }
  }
}

function bytesOf(facts: readonly { text: string }[]): number {
  // NUL and half pairs are kept escaped.
  return facts.reduce((sum, { text }) => sum + Buffer.byteLength(text.replace(/\0|[\ud800-\udfff](?![\udc00-\udfff])/g, "\u001a0000")), 0);
}
