import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { loadScriptedBot, openConversation } from "@/lib/conversations/testing";
import { db } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { defaultChannelId as channelId, randomText } from "@/lib/model";
import { isAnybodyConcerned } from "@/lib/standing";
import { erasePerson } from "./testing/somebody";

const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-others-"));
loadScriptedBot({ TURNSCOPE_DATA: dataFolder });
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

onEachDatabase(() => {
  test("after somebody's erasure the turns of others ask the database for nothing more", { timeout: 60_000 }, async () => {
    const [ann, bo] = [`ann-${randomText(8)}`, `bo-${randomText(8)}`];
    await (await openConversation({ userId: ann })).say("hello", ann);
    const theirs = await openConversation({ userId: bo });
    const statementsOfTurn = async () => {
      const database = await db();
      const asked = [vi.spyOn(database, "query"), vi.spyOn(database, "aside"), vi.spyOn(database, "execute")];
      const written = vi.spyOn(database, "transaction");
      await theirs.say("hello", bo);
      const inTransactions = written.mock.calls.reduce((sum, [statements]) => sum + statements.length, 0);
      const count = inTransactions + asked.reduce((sum, { mock }) => sum + mock.calls.length, 0);
      for (const spy of [...asked, written]) spy.mockRestore();
      return count;
    };
    for (const _ of [1, 2]) await theirs.say("hello", bo);
    const before = await statementsOfTurn();

    await erasePerson(identityIdOf({ channelId, userId: ann }));

    // What was changed is read again once, by whoever asks first.
    await theirs.say("hello", bo);
    expect(isAnybodyConcerned()).toBe(true);
    expect([await statementsOfTurn(), await statementsOfTurn()]).toEqual([before, before]);
  });
});
