import { describe, expect, test } from "vitest";
import { db, sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { identityIdOf } from "@/lib/facts";
import { defaultChannelId as channelId, newUserId, type Scope } from "@/lib/model";
import {
  beginErasing,
  endErasing,
  liftStatements,
  listRestrictions,
  noteErased,
  restrictStatements,
  standingChanged,
  suppressStatements,
} from "@/lib/standing";
import { openBundle } from "./files/open-bundle";
import { readBundle } from "./files/read-bundle";
import { readTranscript } from "./files/read-transcript";
import { forkConversation } from "./history/fork-conversation";
import { listActivities } from "./list-activities";
import { saveSnapshot } from "./snapshots/save-snapshot";
import { deferred, loadScriptedBot, openConversation, type TestConversation, textsOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";
import { writeState } from "./write-state";

loadScriptedBot();

const at = "2026-11-21T12:00:00.000Z";
const nothing = { user: null, conversation: null, private: null, dialog: null };

async function restrict(userId: string, kind: "restriction" | "objection"): Promise<void> {
  const identityIds = [identityIdOf({ channelId, userId })];
  await (await db()).transaction(restrictStatements({ identityIds, kind, reason: "asked", caseNumber: null, by: "Rae" }, at));
  await standingChanged();
}

/** What erasure leaves: nothing of the person in the store, and that they were erased. */
async function erase({ userId }: TestConversation): Promise<void> {
  const erased = { accounts: [{ channelId, userId }], conversationIds: [] };
  await (await db()).transaction([
    sql`UPDATE store_item SET data = NULL, etag = NULL`,
    ...suppressStatements(erased, { caseNumber: "DS-2026-0001", at }),
  ]);
  await noteErased(erased);
}

const edit = ({ id, userId }: TestConversation, scope: Scope = "user") =>
  writeState({ conversationId: id, userId, writes: [{ scope, data: { name: "Ann" }, ifMatch: "*" }], kind: "edit", by: "Rae" });

onEachDatabase(() => {
  describe("somebody whose data is restricted", () => {
    test("is not answered, and nothing of what they say is kept", async () => {
      const { id, userId, say } = await openConversation();
      const before = await listActivities(id, { watermark: null });
      await restrict(userId, "restriction");
      await expect(say("hello")).rejects.toMatchObject({ code: "person_restricted" });
      expect(await listActivities(id, { watermark: null })).toEqual(before);
    });

    test("is neither edited, exported, forked nor saved", async () => {
      const conversation = await openConversation();
      const { id, userId, say } = conversation;
      await say("hello");
      await restrict(userId, "restriction");
      const refused = { code: "person_restricted" };
      await expect(edit(conversation)).rejects.toMatchObject(refused);
      await expect(readBundle(id)).rejects.toMatchObject(refused);
      await expect(readTranscript(id)).rejects.toMatchObject(refused);
      await expect(forkConversation(id, { turn: 1, user: "shared", by: "Rae" })).rejects.toMatchObject(refused);
      await expect(saveSnapshot({ name: "mine", conversationId: id, by: "Rae" })).rejects.toMatchObject(refused);
    });

    test("is as before once it was lifted, of which they were told", async () => {
      const { userId, say } = await openConversation();
      await restrict(userId, "restriction");
      const ids = (await listRestrictions([identityIdOf({ channelId, userId })])).map((one) => one.id);
      expect(() => liftStatements(ids, { noticeOn: "2026-12-01", by: "Rae", at })).toThrow(/must have been told/);
      await (await db()).transaction(liftStatements(ids, { noticeOn: "2026-11-20", by: "Rae", at }));
      await standingChanged();
      expect(textsOf(await say("hello"))).toEqual(["heard hello as number 1"]);
    });

    test("does not keep others from talking", async () => {
      const [ann, bo] = [await openConversation(), await openConversation()];
      await restrict(ann.userId, "restriction");
      expect(textsOf(await bo.say("hello"))).toEqual(["heard hello as number 1"]);
    });
  });

  test("somebody who objected is answered, and the bot neither reads nor keeps anything of them", async () => {
    const { userId, say, data } = await openConversation();
    await say("one");
    const before = await data();
    await restrict(userId, "objection");
    expect([textsOf(await say("two")), textsOf(await say("three"))]).toEqual([["heard two as number 1"], ["heard three as number 1"]]);
    expect(await data()).toEqual(before);
  });

  test("the record of a turn holds nothing of what the bot tried to remember of somebody who objected, but that it tried", async () => {
    const [{ id, userId, say }, bo] = [await openConversation(), await openConversation()];
    await restrict(userId, "objection");
    const keys = [`${channelId}/users/${userId}/`, `${channelId}/conversations/${id}/`, "a key of its own"];
    onHearing("learn it", ({ storage }) =>
      storage.write(Object.fromEntries(keys.map((key) => [key, { diet: "vegan canary", eTag: "*" }]))),
    );
    onHearing("learn of her", ({ storage }) =>
      storage.write({ [keys[0] ?? ""]: { diet: "vegan canary" }, [`${channelId}/users/${bo.userId}/`]: { diet: "kosher" } }),
    );
    const own = await say("learn it");
    const another = await bo.say("learn of her");
    expect(own.record.operations.at(-1)).toMatchObject({ kind: "write", items: keys.map((key) => ({ key, written: [] })) });
    expect(another.record.operations.find(({ kind }) => kind === "write")?.items).toMatchObject([
      { written: [] },
      { written: [{ property: "diet", value: "kosher" }] },
    ]);
    expect(await (await db()).findTexts({ texts: ["vegan canary"] })).toEqual([]);
  });

  describe("somebody who was erased", () => {
    test("is not written back by work that began before, also after they have begun anew", async () => {
      const conversation = await openConversation();
      const { id, userId, say, data } = conversation;
      const [erased, wrote] = [deferred(), deferred()];
      onHearing("later", async ({ storage }) => {
        const keys = [`${channelId}/users/${userId}/`, `${channelId}/conversations/${id}/`];
        const late = Object.fromEntries(keys.map((key) => [key, { count: 99, eTag: "*" }]));
        void erased.promise.then(() => storage.write(late)).then(wrote.resolve);
      });
      await say("later");
      await erase(conversation);
      await say("I am back");
      const anew = await data();
      erased.resolve();
      await wrote.promise;
      expect(await data()).toEqual(anew);
    });

    test("is not told what work that began before still has to say", async () => {
      const conversation = await openConversation();
      const erased = deferred();
      const refused = deferred<unknown>();
      onHearing("say it later", async ({ context }) => {
        const { adapter, activity } = context;
        void erased.promise
          .then(() =>
            adapter.continueConversation(
              { ...activity, user: activity.from, bot: activity.recipient },
              async (later) => void (await later.sendActivity("late")),
            ),
          )
          .then(() => refused.resolve(null), refused.resolve);
      });
      await conversation.say("say it later");
      const { activities } = await listActivities(conversation.id, { watermark: null });
      await erase(conversation);
      erased.resolve();
      expect(await refused.promise).toMatchObject({ code: "person_erased" });
      expect((await listActivities(conversation.id, { watermark: null })).activities).toEqual(activities);
    });

    test("is neither edited nor brought back by an update of the channel, and begins anew with a message", async () => {
      const conversation = await openConversation();
      const { userId, post, say, data } = conversation;
      await say("hello");
      await erase(conversation);
      await expect(edit(conversation)).rejects.toMatchObject({ code: "person_erased" });
      const update = { type: "conversationUpdate", membersAdded: [{ id: userId }], from: { id: userId } };
      await expect(post(update)).rejects.toMatchObject({ code: "person_erased" });
      expect(await data()).toEqual(nothing);
      expect(textsOf(await say("hello again"))).toEqual(["heard hello again as number 1"]);
      expect(await data()).toMatchObject({ user: { count: 1 } });
    });

    test("does not come back with a file", async () => {
      const conversation = await openConversation();
      await conversation.say("hello");
      const bundle = await readBundle(conversation.id);
      await erase(conversation);
      await expect(openBundle(bundle)).rejects.toMatchObject({ code: "person_erased" });
    });
  });

  test("while somebody is being erased nothing of theirs begins, and what runs keeps nothing", async () => {
    const conversation = await openConversation();
    const { userId, say, data } = conversation;
    const [reached, goOn] = [deferred(), deferred()];
    onHearing("wait", async ({ count, save }) => {
      await count();
      reached.resolve();
      await goOn.promise;
      await save();
    });
    const running = say("wait");
    await reached.promise;
    beginErasing([{ channelId, userId }]);
    await expect(say("hello")).rejects.toMatchObject({ code: "person_being_erased" });
    goOn.resolve();
    expect((await running).changes).toEqual([]);
    endErasing([{ channelId, userId }]);
    expect(await data()).toEqual(nothing);
    expect(textsOf(await say("hello"))).toEqual(["heard hello as number 1"]);
  });

  test("a conversation's id can be used again by whoever starts one anew", async () => {
    const conversation = await openConversation({ userId: newUserId() });
    const erased = { accounts: [], conversationIds: [conversation.id] };
    await (await db()).transaction([
      sql`DELETE FROM conversation WHERE id = ${conversation.id}`,
      ...suppressStatements(erased, { caseNumber: "DS-2026-0001", at }),
    ]);
    await noteErased(erased);
    const again = await openConversation({ conversationId: conversation.id });
    await again.say("hello");
    expect(await again.data()).toMatchObject({ conversation: { count: 1 } });
  });
});
