import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type Activity, newUserId } from "@/lib/model";
import { requireConversation } from "../active-conversation";
import { listActivities } from "../list-activities";
import { listTurns } from "../list-turns";
import { postActivity } from "../post-activity";
import { readState } from "../read-state";
import { requireTurn } from "../require-turn";
import { loadScriptedBot, openConversation } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { compareConversations } from "./compare-conversations";
import { forkConversation } from "./fork-conversation";
import { listBranches } from "./list-branches";
import { readStateAt } from "./state-at";

loadScriptedBot();

const counted = (times: number) => ({ count: times });

onEachDatabase(() => {
  test("a fork remembers what its conversation did at that turn, under its own ids, and the bot is told nothing", async () => {
    const original = await openConversation();
    for (const text of ["two", "three", "four"]) await original.say(text);
    const { conversationId, user } = await forkConversation(original.id, { turn: 3, user: "shared", by: "Kim" });
    expect(user.id).toBe(original.userId);
    expect(await dataOf(conversationId)).toEqual([counted(3), counted(2), counted(2), null]);
    const { activities } = await listActivities(conversationId, { watermark: null });
    expect(activities.map(textOf)).toEqual([undefined, "two", "heard two as number 1", "three", "heard three as number 2"]);
    expect(new Set(activities.map(({ conversation }) => conversation.id))).toEqual(new Set([conversationId]));
    expect((await original.data()).conversation).toEqual(counted(3));
  });

  test("with a copied user neither future disturbs the other", async () => {
    const original = await openConversation();
    await original.say("two");
    const { conversationId, user } = await forkConversation(original.id, { turn: 2, user: "copy", by: "Kim" });
    expect(user.id).not.toBe(original.userId);
    await original.say("three");
    expect(await dataOf(conversationId)).toEqual([counted(1), counted(1), counted(1), null]);
    const answer = await (await postActivity(conversationId, { type: "message", text: "otherwise", from: { id: user.id } })).finished;
    expect(answer).toMatchObject({ number: 3, outcome: "completed", userId: user.id });
    expect((await original.data()).user).toEqual(counted(2));
    expect((await original.say("four")).replies.map((reply) => textOf(reply as Activity))).toEqual(["heard four as number 3"]);
  });

  test("everybody's private state goes along, and in the transcript everybody has their new id", async () => {
    const original = await openConversation();
    await original.say("two");
    await original.say("hello", "bo");
    const { conversationId } = await forkConversation(original.id, { turn: 3, user: "copy", by: "Kim" });
    const [first, second] = (await requireConversation(conversationId)).members;
    expect((await readState(conversationId, second?.id)).private.data).toEqual(counted(1));
    const { activities } = await listActivities(conversationId, { watermark: null });
    expect(activities.map(({ from }) => from.id).filter((id) => id !== "scripted")).toEqual([first?.id, first?.id, second?.id]);
    expect(JSON.stringify(activities)).not.toContain(`"id":"${original.userId}"`);
    expect((await listTurns(conversationId)).turns.map(({ userId }) => userId)).toEqual([first?.id, first?.id, second?.id]);
  });

  test("ids and texts may hold quotes and what looks like an id", async () => {
    const userId = `"id":"x" \\ ' %2F/users/ ${newUserId()}`;
    const original = await openConversation({ userId });
    const text = `they said {"id":"${userId}"}`;
    await original.say(text);
    const { conversationId, user } = await forkConversation(original.id, { turn: 2, user: "copy", by: "Kim" });
    const said = (await listActivities(conversationId, { watermark: null })).activities.find((one) => textOf(one) === text);
    expect(said?.from.id).toBe(user.id);
    expect((await readState(conversationId)).user.data).toEqual(counted(1));
  });

  test("its past can be looked at as the original's can, also that of a fork's fork", async () => {
    const original = await openConversation();
    for (const text of ["two", "three"]) await original.say(text);
    const fork = await forkConversation(original.id, { turn: 3, user: "copy", by: "Kim" });
    await say(fork.conversationId, fork.user.id, "otherwise");
    const second = await forkConversation(fork.conversationId, { turn: 2, user: "copy", by: "Kim" });
    for (const { conversationId, user } of [fork, second]) {
      const then = await readStateAt(conversationId, user.id, { turn: 2 });
      expect([then.user.data, then.private.data]).toEqual([counted(1), counted(1)]);
      expect((await requireTurn(conversationId, 2)).changes).toEqual((await requireTurn(original.id, 2)).changes);
    }
    expect(await dataOf(second.conversationId)).toEqual([counted(1), counted(1), counted(1), null]);
    expect((await readStateAt(fork.conversationId, fork.user.id, { turn: 4 })).user.data).toEqual(counted(3));
  });

  test("a turn that there is not cannot be forked from", async () => {
    const { id } = await openConversation();
    await expect(forkConversation(id, { turn: 2, user: "shared", by: "Kim" })).rejects.toMatchObject({ code: "turn_not_found" });
  });

  test("the branches of a conversation are the same from wherever one asks", async () => {
    const original = await openConversation();
    await original.say("two");
    const fork = await forkConversation(original.id, { turn: 2, user: "shared", by: "Kim" });
    const second = await forkConversation(fork.conversationId, { turn: 1, user: "copy", by: "Kim" });
    const branches = await listBranches(second.conversationId);
    expect(branches).toEqual(await listBranches(original.id));
    expect(branches.map(({ conversationId, forkedFromId, forkedAtTurn }) => [conversationId, forkedFromId, forkedAtTurn])).toEqual([
      [original.id, null, null],
      [fork.conversationId, original.id, 2],
      [second.conversationId, fork.conversationId, 1],
    ]);
    expect(branches.map(({ lastSentence }) => lastSentence)).toEqual(["two", "two", "joined the conversation"]);
  });

  describe("comparing", () => {
    test("tells which turns went otherwise, and how state differs after one", async () => {
      const original = await openConversation();
      await original.say("two");
      const { conversationId, user } = await forkConversation(original.id, { turn: 2, user: "copy", by: "Kim" });
      await original.say("left");
      await say(conversationId, user.id, "right");
      onHearing("twice", async ({ count, save }) => {
        await count();
        await count();
        await save();
      });
      await say(conversationId, user.id, "twice");
      const compared = await compareConversations(original.id, { with: conversationId });
      expect(compared.turns.map(({ number, isSame }) => [number, isSame])).toEqual([[1, true], [2, true], [3, false], [4, false]]); // biome-ignore format: pairs
      expect(compared.turns[2]).toMatchObject({
        left: { sentence: "left", replies: ["heard left as number 2"] },
        right: { sentence: "right", replies: ["heard right as number 2"] },
      });
      expect(compared.turns[3]).toMatchObject({ left: null, right: { sentence: "twice", replies: [] } });
      const change = { path: "/count", kind: "changed", before: 2, after: 4 };
      expect(compared.changes).toEqual(["user", "conversation", "private"].map((scope) => ({ scope, ...change })));
      expect((await compareConversations(original.id, { with: conversationId, turn: 2 })).changes).toEqual([]);
    });

    test("with a conversation that there is not is refused", async () => {
      const { id } = await openConversation();
      await expect(compareConversations(id, { with: "nowhere" })).rejects.toMatchObject({ code: "conversation_not_found" });
    });
  });
});

async function dataOf(conversationId: string): Promise<unknown[]> {
  const { user, conversation, private: privately, dialog } = await readState(conversationId);
  return [user.data, conversation.data, privately.data, dialog.data];
}

async function say(conversationId: string, userId: string, text: string): Promise<void> {
  await (await postActivity(conversationId, { type: "message", text, from: { id: userId } })).finished;
}

function textOf(activity: Activity): string | undefined {
  return activity.text;
}
