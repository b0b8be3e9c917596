import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type AllScopes, newUserId, type Scope, scopes } from "@/lib/model";
import { requireTurn } from "../require-turn";
import { startConversation } from "../start-conversation";
import { loadScriptedBot, openConversation, type TestConversation } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { writeState } from "../write-state";
import { restoreState } from "./restore-state";
import { readStateAt } from "./state-at";

loadScriptedBot();

onEachDatabase(() => {
  describe("state as it was", () => {
    test("is, after every turn, what could be read right after it, whatever came later", async () => {
      const conversation = await openConversation();
      const seen: AllScopes[] = [await conversation.scopes()];
      for (let turn = 2; turn <= 8; turn++) {
        if (turn % 3 === 0) await edit(conversation, "user", { [`by hand ${turn}`]: { a: [turn] } });
        await conversation.say(turn === 5 ? "forget" : `turn ${turn}`);
        seen.push(await conversation.scopes());
      }
      await edit(conversation, "conversation", { later: true });
      for (const [index, then] of seen.entries()) {
        expect(await readStateAt(conversation.id, conversation.userId, { turn: index + 1 })).toEqual(past(then));
      }
    });

    test("before a turn is what the turn found, edits since the one before included", async () => {
      const conversation = await openConversation();
      await conversation.say("two");
      await edit(conversation, "user", { edited: true });
      const found = await conversation.scopes();
      await conversation.say("three");
      expect(await readStateAt(conversation.id, conversation.userId, { turn: 3, before: true })).toEqual(past(found));
      expect((await readStateAt(conversation.id, conversation.userId, { turn: 2 })).user.data).toEqual({ count: 1 });
    });

    test("before the first turn is what the conversation was started with", async () => {
      const user = { id: newUserId() };
      const { conversationId } = await startConversation({ botId: "scripted", user, state: { user: { likes: "tea" } } });
      const start = await readStateAt(conversationId, user.id, { turn: 0 });
      expect(scopes.map((scope) => start[scope].data)).toEqual([{ likes: "tea" }, null, null, null]);
      expect(start.user.updatedBy).toEqual({ kind: "tester", name: user.id });
    });

    test("after a write by hand is found by its number", async () => {
      const conversation = await openConversation();
      await edit(conversation, "private", { note: 1 });
      const { updatedAt, data } = (await conversation.scopes()).private;
      await edit(conversation, "private", { note: 2 });
      const seq = await latestSeq(conversation);
      expect((await readStateAt(conversation.id, conversation.userId, { seq: seq - 1 })).private).toMatchObject({ updatedAt, data });
      expect((await readStateAt(conversation.id, conversation.userId, { seq })).private.data).toEqual({ note: 2 });
    });

    test("of a turn that wrote nothing is what was there when it ended, also what others wrote", async () => {
      const userId = newUserId();
      const [one, other] = [await openConversation({ userId }), await openConversation({ userId })];
      await other.say("counts");
      onHearing("says nothing", async () => {});
      await one.say("says nothing");
      await other.say("counts again");
      const then = await readStateAt(one.id, userId, { turn: 2 });
      expect(then.user.data).toEqual({ count: 1 });
      expect(then.user.updatedBy).toEqual({ kind: "bot", conversationId: other.id, turn: 2 });
    });

    test("does not exist for a turn that is still to come", async () => {
      const { id, userId } = await openConversation();
      await expect(readStateAt(id, userId, { turn: 2 })).rejects.toMatchObject({ code: "turn_not_found" });
    });
  });

  describe("restoring", () => {
    test("puts back the scopes that were named and leaves the others", async () => {
      const conversation = await openConversation();
      await conversation.say("two");
      await conversation.say("three");
      await restoreState(conversation.id, { turn: 2, scopes: ["user"], by: "Kim" });
      expect(await conversation.data()).toMatchObject({ user: { count: 1 }, conversation: { count: 2 }, private: { count: 2 } });
      expect((await conversation.scopes()).user.updatedBy).toEqual({ kind: "tester", name: "Kim" });
      expect((await conversation.say("four")).changes).toContainEqual({
        scope: "user",
        path: "/count",
        kind: "changed",
        before: 1,
        after: 2,
      });
    });

    test("can be taken back, for it is a write like any other", async () => {
      const conversation = await openConversation();
      await conversation.say("two");
      await conversation.say("three");
      const before = await conversation.data();
      const { state, removed } = await restoreState(conversation.id, { turn: 1, by: "Kim" });
      expect(scopes.map((scope) => state[scope].data)).toEqual([null, null, null, null]);
      expect(removed.map(({ scope }) => scope)).toEqual(["user", "conversation", "private"]);
      await restoreState(conversation.id, { turn: 3, by: "Kim" });
      expect(await conversation.data()).toEqual(before);
    });

    test("goes back to a write by hand as well", async () => {
      const conversation = await openConversation();
      await edit(conversation, "private", { note: 1 });
      const seq = await latestSeq(conversation);
      await edit(conversation, "private", { note: 2 });
      await restoreState(conversation.id, { seq, scopes: ["private"], by: "Kim" });
      expect((await conversation.scopes()).private.data).toEqual({ note: 1 });
    });

    test("over a state that is newer than the one that was read is refused, with what is there now", async () => {
      const conversation = await openConversation();
      await conversation.say("two");
      const { eTag } = (await conversation.scopes()).user;
      await conversation.say("three");
      const restoring = restoreState(conversation.id, { turn: 1, eTags: { user: eTag }, by: "Kim" });
      await expect(restoring).rejects.toMatchObject({ code: "stale_etag", details: { current: { user: { data: { count: 2 } } } } });
      expect(await conversation.data()).toMatchObject({ user: { count: 2 }, conversation: { count: 2 } });
    });

    test("waits for a turn that runs, and loses nothing of it", async () => {
      const conversation = await openConversation();
      await conversation.say("two");
      const slow = conversation.post({ text: "slow", from: { id: conversation.userId } });
      onHearing("slow", async ({ context, count, save }) => {
        await context.sendActivities([{ type: "delay", value: 20 }]);
        await count();
        await save();
      });
      const { turnNumber, finished } = await slow;
      await restoreState(conversation.id, { turn: 1, by: "Kim" });
      expect((await finished).changes).toHaveLength(3);
      expect((await requireTurn(conversation.id, turnNumber)).changes).toHaveLength(3);
      expect(await conversation.data()).toMatchObject({ user: null, conversation: null, private: null });
    });
  });
});

onHearing("forget", async ({ context, storage }) => {
  const { channelId, from } = context.activity;
  await storage.delete([`${channelId}/users/${from.id}/`]);
});

async function edit({ id, userId, data }: TestConversation, scope: Scope, values: object): Promise<void> {
  const now = (await data())[scope] as object | null;
  await writeState({
    conversationId: id,
    userId,
    writes: [{ scope, data: { ...now, ...values }, ifMatch: "*" }],
    kind: "edit",
    by: "Kim",
  });
}

async function latestSeq({ id }: TestConversation): Promise<number> {
  const { listTurns } = await import("../list-turns");
  return (await listTurns(id)).writes.at(-1)?.seq ?? 0;
}

/** What is past has no eTag. */
function past(state: AllScopes): AllScopes {
  return Object.fromEntries(scopes.map((scope) => [scope, { ...state[scope], eTag: null }])) as AllScopes;
}
