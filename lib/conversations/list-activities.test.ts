import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { listActivities, listLoggedActivities } from "./list-activities";
import { loadScriptedBot, openConversation } from "./testing/conversation";

loadScriptedBot();

onEachDatabase(() => {
  test("reading goes on from a watermark, misses nothing and gives nothing twice, while others write", async () => {
    const { id, post } = await openConversation();
    const posting = Promise.all(Array.from({ length: 20 }, (_, index) => post({ text: `${index}` })));
    const seen: string[] = [];
    let watermark = 0;
    const readOn = async (): Promise<void> => {
      const page = await listActivities(id, { watermark });
      seen.push(...page.activities.map((activity) => activity.id));
      watermark = Number(page.watermark);
    };
    while (seen.length < 20) {
      await readOn();
      // As between two requests. SQLite answers at once, so a loop that never let go would let nobody write.
      await new Promise(setImmediate);
    }
    await Promise.all((await posting).map(({ finished }) => finished));
    await readOn();
    const all = await listActivities(id, { watermark: null });
    expect(seen).toEqual(all.activities.map((activity) => activity.id));
    expect(seen).toHaveLength(41);
    expect(await listActivities(id, { watermark })).toEqual({ activities: [], watermark: "41" });
  });

  test("reading takes any watermark, and refuses what is none", async () => {
    const { id, say } = await openConversation();
    await say("hi");
    for (const watermark of [3, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      expect(await listActivities(id, { watermark })).toEqual({ activities: [], watermark: String(watermark) });
    }
    for (const watermark of [-1, 0.5, Number.NaN, 2 ** 60]) {
      await expect(listActivities(id, { watermark })).rejects.toMatchObject({ code: "invalid_request" });
    }
  });

  test("reading goes backwards from a position, in pages", async () => {
    const { id, say } = await openConversation();
    for (const text of ["1", "2", "3"]) await say(text);
    const positions = async (before: number, limit: number) =>
      (await listLoggedActivities(id, { before, limit })).map(({ position }) => position);
    expect(await positions(Number.MAX_SAFE_INTEGER, 3)).toEqual([4, 5, 6]);
    expect(await positions(4, 3)).toEqual([1, 2, 3]);
    expect(await positions(1, 3)).toEqual([0]);
    expect(await positions(0, 3)).toEqual([]);
  });
});
