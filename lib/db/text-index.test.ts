import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeText, join, minPartLength, sql, textMatches, wholeMatches } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";

const letter = fc.constantFrom("a", "b", "e", "é", "ß", "%", "_", "\\", '"', "'", " ", "-", "😀", "\0", "\ud83d", "日");
const textOf = (constraints: fc.ArrayConstraints) => fc.array(letter, constraints).map((letters) => letters.join(""));
const texts = fc.array(textOf({ maxLength: 8 }), { minLength: 1, maxLength: 12 });

onEachDatabase((database, provider) => {
  test("a part of a text is found wherever it stands, and nothing else is", async () => {
    await fc.assert(
      fc.asyncProperty(texts, textOf({ minLength: minPartLength, maxLength: 5 }), async (told, part) => {
        const folded = [...told, `${part}b`, `a${part}`];
        await keepFacts(folded);
        const found = await database.db.query<{ folded: string }>(sql`SELECT folded FROM ${textMatches(provider, "fact", part)}`);
        const expected = folded.map(encodeText).filter((one) => one.includes(encodeText(part)));
        expect(found.map((row) => row.folded).sort()).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });

  test("a whole text of any length is among what may be it", async () => {
    await fc.assert(
      fc.asyncProperty(texts, textOf({ minLength: 1, maxLength: 5 }), async (told, whole) => {
        await keepFacts([...told, whole, `${whole}b`]);
        const candidates = await database.db.query<{ folded: string }>(
          sql`SELECT folded FROM ${wholeMatches(provider, { folded: whole, hash: 0n })}`,
        );
        expect(candidates.map(({ folded }) => folded)).toContain(encodeText(whole));
      }),
      { numRuns: 60 },
    );
  });

  test("names and ids of people are found by their parts, and no longer by those they had", async () => {
    const insert = sql`INSERT INTO identity (id, person_id, channel_id, user_id, name, folded, name_hash, user_hash)
      VALUES ('i', 'p', 'emulator', 'u-1', 'Ann', ${"ann\nu-1"}, 1, 2)`;
    await database.db.execute(insert);
    const idsOf = (part: string) => database.db.query(sql`SELECT identity.id FROM ${textMatches(provider, "identity", part)}`);
    expect(await idsOf("u-1")).toEqual([{ id: "i" }]);
    await database.db.execute(sql`UPDATE identity SET folded = ${"anna\nu-2"} WHERE id = 'i'`);
    expect(await idsOf("u-1")).toEqual([]);
    expect(await idsOf("anna")).toEqual([{ id: "i" }]);
  });

  async function keepFacts(folded: readonly string[]): Promise<void> {
    const rows = folded.map((one, index) => sql`('item', ${String(index)}, '/a', 'path', 'string', '', ${encodeText(one)}, 0, 1)`);
    await database.db.transaction([
      sql`DELETE FROM fact`,
      sql`INSERT INTO fact (item_id, path_hash, path, path_id, type, value, folded, value_hash, write_seq) VALUES ${join(rows)}`,
    ]);
  }
});
