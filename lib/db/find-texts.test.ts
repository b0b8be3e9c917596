import { expect, test } from "vitest";
import { db, join, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";

/** More rows than are looked at in one portion. */
async function addPersonas(many: number, mark: string): Promise<void> {
  await (await db()).execute(sql`INSERT INTO persona (id, user_id, name, created_at)
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${many})
    SELECT CAST(${mark} AS TEXT) || n, 'u', CAST(${mark} AS TEXT) || '-' || n || '-', '2026' FROM numbers`);
}

onEachDatabase(() => {
  test("what is sought is found wherever in a table it stands, and behind any number of cells that only contain it", async () => {
    await addPersonas(45_000, "crowd");
    const { findTexts } = await db();
    for (const n of [1, 19_999, 20_000, 20_001, 44_999]) {
      const found = await findTexts({ texts: [`crowd-${n}-`], keys: { persona: "id" } });
      expect(found).toEqual([{ table: "persona", column: "name", key: `crowd${n}`, text: `crowd-${n}-` }]);
    }
    const last = await findTexts({ texts: ["crowd"], isFound: ({ text }) => text === "crowd-45000-" });
    expect(last.map(({ text }) => text)).toEqual(["crowd-45000-"]);
  });

  test("rows that are left out are not looked at, and several texts are sought at once, also more than fit a statement", async () => {
    await addPersonas(30, "few");
    const { findTexts } = await db();
    const texts = [...Array.from({ length: 450 }, (_, index) => `nowhere ${index}`), "few-7-", "few-9-"];
    const found = await findTexts({ texts, except: { persona: sql`id = 'few7'` } });
    expect(found.map(({ text }) => text)).toEqual(["few-9-"]);
  });

  test("signs that patterns and LIKE give a meaning to are letters like any", async () => {
    const signs = ["a.b*c", "(x|y)", "50%_off", "back\\slash", "'quoted\"", "$1 [x] {2}^", "café 👩🏽‍🚀"];
    const rows = signs.map((sign, index) => sql`(${`sign${index}`}, 'u', ${`<${sign}>`}, '2026')`);
    await (await db()).execute(sql`INSERT INTO persona (id, user_id, name, created_at) VALUES ${join(rows)}`);
    const { findTexts } = await db();
    for (const sign of signs) expect((await findTexts({ texts: [sign] })).map(({ text }) => text)).toEqual([`<${sign}>`]);
    expect(await findTexts({ texts: ["a-b*c", "aXbc", "50xoff"] })).toEqual([]);
  });
});
