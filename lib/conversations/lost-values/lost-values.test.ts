import { afterEach, describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import type { JsonObject, LostValueSide, OverwritePolicy } from "@/lib/model";
import { setBot } from "../bot-settings";
import { readTimeline } from "../history/read-timeline";
import { listTurns } from "../list-turns";
import { deferred, forgetProcess, loadScriptedBot, openConversation } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { TestPage } from "../testing/test-page";
import { writeState } from "../write-state";
import { decideLostValue } from "./decide-lost-value";
import { listLostValues } from "./list-lost-values";
import { putBackLostValues } from "./put-back";

loadScriptedBot();

onEachDatabase(() => {
  afterEach(() => setBot("scripted", { overwritePolicy: "sdk", overlapTurns: false }));

  describe("a clash under protect", () => {
    test("stands as the bot wrote it, and is open until somebody decides, also after a restart", async () => {
      const { id, state, first } = await clash("protect");
      expect(await state()).toEqual({ city: "Rome", days: 3, diet: "vegan", first: true });
      forgetProcess();
      const { lostValues, openClashes } = await listLostValues(id, { isOpen: true });
      expect(openClashes).toBe(1);
      expect(lostValues).toMatchObject([
        {
          turn: first,
          path: "/city",
          known: "Split",
          written: "Rome",
          overwritten: "Oslo",
          current: "Rome",
          isAsked: true,
          isLate: false,
          decision: null,
        },
      ]);
      expect(lostValues[0]?.overwrittenBy).toEqual({ kind: "bot", conversationId: id, turn: first + 1 });
    });

    test("ends with the bot's value by a decision alone, which writes no state", async () => {
      const { id, decide, state } = await clash("protect");
      const before = (await listTurns(id)).writes.length;
      expect(await decide("bot")).toMatchObject({ decision: { keep: "bot", by: "Kim" }, current: "Rome" });
      expect((await listTurns(id)).writes).toHaveLength(before);
      expect(await listLostValues(id, { isOpen: true })).toEqual({ lostValues: [], openClashes: 0 });
      expect(await state()).toMatchObject({ city: "Rome" });
    });

    test("ends with the other value put in its place, and all beside it left alone", async () => {
      const { id, decide, state } = await clash("protect");
      await writeState({
        conversationId: id,
        writes: [{ scope: "conversation", data: { ...(await state()), days: 9 }, ifMatch: "*" }],
        kind: "edit",
        by: "Tess",
      });
      expect(await decide("overwritten")).toMatchObject({ decision: { keep: "overwritten", by: "Kim" }, current: "Oslo" });
      expect(await state()).toEqual({ city: "Oslo", days: 9, diet: "vegan", first: true });
      expect((await listTurns(id)).writes.at(-1)).toMatchObject({ kind: "restore", by: "Kim" });
    });

    test("opens again when the decision is taken back, and the bot's value with it", async () => {
      const { id, decide, state } = await clash("protect");
      await decide("overwritten");
      expect(await decide(null)).toMatchObject({ decision: null, current: "Rome" });
      expect(await state()).toMatchObject({ city: "Rome" });
      expect((await listLostValues(id)).openClashes).toBe(1);
      expect((await listTurns(id)).writes.at(-1)).toMatchObject({ kind: "undo" });
    });

    test("cannot be taken back over a value that somebody wrote since", async () => {
      const { id, decide, state } = await clash("protect");
      await decide("overwritten");
      await writeState({
        conversationId: id,
        writes: [{ scope: "conversation", data: { city: "Bern" }, ifMatch: "*" }],
        kind: "edit",
        by: "Tess",
      });
      await expect(decide(null)).rejects.toMatchObject({ code: "lost_value_changed" });
      expect(await state()).toEqual({ city: "Bern" });
      expect((await listLostValues(id)).lostValues[0]).toMatchObject({ decision: { keep: "overwritten" } });
    });

    test("is not decided upon an item that changed since it was read", async () => {
      const { id, decide, state } = await clash("protect");
      await expect(decide("overwritten", "another eTag")).rejects.toMatchObject({ code: "stale_etag" });
      expect(await state()).toMatchObject({ city: "Rome" });
      expect((await listLostValues(id)).openClashes).toBe(1);
    });

    test("is told to every page that watches, and so is the decision", async () => {
      const { id, userId, decide } = await clash("protect");
      const page = new TestPage();
      await page.watch(id, userId);
      expect(page.of("watching").at(-1)).toMatchObject({ openClashes: 1 });
      await decide("bot");
      await page.until(() => page.of("lost-values").length > 0);
      expect(page.of("lost-values")).toEqual([{ type: "lost-values", conversationId: id, openClashes: 0 }]);
    });
  });

  test("two who decide at once leave the state that the last decision says", async () => {
    const { decide, state, id } = await clash("protect");
    await Promise.all([decide("overwritten"), decide("bot"), decide("overwritten"), decide("bot")]);
    const [lost] = (await listLostValues(id)).lostValues;
    expect((await state())?.city).toBe(lost?.decision?.keep === "overwritten" ? "Oslo" : "Rome");
  });

  test("what the SDK's way lost is listed and asks nobody; each value is put back by itself", async () => {
    const { id, first, state } = await clash("sdk");
    const { lostValues, openClashes } = await listLostValues(id, { turn: first });
    expect(openClashes).toBe(0);
    expect(lostValues.map(({ path, isAsked }) => [path, isAsked])).toEqual([
      ["/city", false],
      ["/diet", false],
    ]);
    await decideLostValue(id, { id: lostValues[1]?.id ?? "", keep: "overwritten", by: "Kim" });
    expect(await state()).toEqual({ city: "Rome", days: 3, first: true, diet: "vegan" });
    await putBackLostValues(id, first, { by: "Kim" });
    expect(await state()).toEqual({ city: "Oslo", days: 3, first: true, diet: "vegan" });
  });

  test.each(["sdk", "protect"] as const)(
    "an overlapping write of a bot that has read nothing is found too: %s",
    async (overwritePolicy) => {
      const { id, first, state } = await clash(overwritePolicy, { isBlind: true });
      const { lostValues } = await listLostValues(id, { turn: first });
      const city = { path: "/city", known: "Split", written: "Rome", overwritten: "Oslo" };
      if (overwritePolicy === "sdk") {
        expect(await state()).toEqual({ city: "Rome", first: true });
        expect(lostValues).toMatchObject([city, { path: "/diet", overwritten: "vegan" }]);
      } else {
        expect(await state()).toEqual({ city: "Rome", first: true, diet: "vegan" });
        expect(lostValues).toMatchObject([city]);
      }
    },
  );

  test("an overlapping write of a strict bot that has read nothing fails its turn", async () => {
    const { id, state, first } = await clash("strict", { isBlind: true });
    expect((await listTurns(id)).turns.find(({ number }) => number === first)).toMatchObject({ outcome: "failed" });
    expect(await state()).toEqual({ city: "Oslo", days: 3, diet: "vegan" });
  });

  test("a write of a bot that has read nothing loses nothing when nobody wrote since its turn began", async () => {
    const { id, say, data } = await openConversation();
    const key = `emulator/conversations/${id}/`;
    onHearing("blind", ({ storage }) => storage.write({ [key]: { city: "Rome" } }));
    await writeState({
      conversationId: id,
      writes: [{ scope: "conversation", data: { city: "Split" }, ifMatch: "*" }],
      kind: "edit",
      by: "Tess",
    });
    expect(await say("blind")).toMatchObject({ lostUpdates: 0 });
    expect(await data()).toMatchObject({ conversation: { city: "Rome" } });
  });

  test("the summary of the timeline counts turns that lost something", async () => {
    const { id, first } = await clash("sdk");
    const { marks } = await readTimeline(id, 240);
    expect(marks.filter(({ lost }) => lost > 0)).toMatchObject([{ turn: first, lost: 1, changed: 1 }]);
  });

  test("a lost value of another conversation is not found", async () => {
    const [{ id }, other] = [await openConversation(), await clash("protect")];
    const [lost] = (await listLostValues(other.id)).lostValues;
    await expect(decideLostValue(id, { id: lost?.id ?? "", keep: "bot", by: "Kim" })).rejects.toMatchObject({
      code: "lost_value_not_found",
    });
  });
});

/** Two turns at once over { city: "Split", days: 3 }: the first goes to Rome and saves last, the second goes to Oslo and is vegan. */
async function clash(overwritePolicy: OverwritePolicy, { isBlind = false } = {}) {
  await setBot("scripted", { overwritePolicy, overlapTurns: true });
  const { id, userId, say, data } = await openConversation();
  const key = `emulator/conversations/${id}/`;
  const [hasBegun, mayWrite] = [deferred(), deferred()];
  onHearing("first", async ({ storage }) => {
    const read = isBlind ? {} : ((await storage.read([key]))[key] as JsonObject);
    hasBegun.resolve();
    await mayWrite.promise;
    await storage.write({ [key]: { ...read, city: "Rome", first: true, eTag: "*" } });
  });
  onHearing("second", async ({ storage }) => {
    const read = (await storage.read([key]))[key] as JsonObject;
    await storage.write({ [key]: { ...read, city: "Oslo", diet: "vegan", eTag: "*" } });
  });
  await writeState({
    conversationId: id,
    writes: [{ scope: "conversation", data: { city: "Split", days: 3 }, ifMatch: "*" }],
    kind: "edit",
    by: "Tess",
  });
  const slow = say("first");
  await hasBegun.promise;
  await say("second");
  mayWrite.resolve();
  const { number: first } = await slow;
  const state = async () => (await data()).conversation as JsonObject;
  const decide = async (keep: LostValueSide | null, eTag?: string) => {
    const [lost] = (await listLostValues(id)).lostValues.filter(({ path }) => path === "/city");
    return decideLostValue(id, { id: lost?.id ?? "", keep, by: "Kim", ...(eTag !== undefined && { eTag }) });
  };
  return { id, userId, first, state, decide };
}
