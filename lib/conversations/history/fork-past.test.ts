import { TurnContext } from "botbuilder-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { readActivitiesBefore, readActivitiesFrom, readRecordedTurns } from "@/lib/turns";
import { listActivities } from "../list-activities";
import { listTurns } from "../list-turns";
import { postActivity } from "../post-activity";
import { deferred, loadScriptedBot, openConversation } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { forkConversation } from "./fork-conversation";
import { readStateAt } from "./state-at";

loadScriptedBot();

onHearing("change", async ({ context }) => {
  await context.updateActivity({ type: "message", id: (context.activity.value as { id: string }).id, text: "changed" });
});

/** What a conversation should be: its activities as texts by id, and the state after each turn. */
type Told = { id: string; userId: string; activities: { id: string; turn: number; text: string | undefined }[]; states: unknown[] };

const step = fc.record({
  what: fc.constantFrom("say", "say", "fork", "fork", "change"),
  where: fc.nat(),
  at: fc.nat(),
  user: fc.constantFrom("shared" as const, "copy" as const),
});

onEachDatabase(() => {
  test("forks of forks tell the past of their originals at every turn, whatever either does afterwards", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const family = [await begin()];
        for (const { what, where, at, user } of steps) {
          const one = family[where % family.length] as Told;
          if (what === "say") await say(one, { text: `said ${at % 7}` });
          else if (what === "fork") family.push(await fork(one, 1 + (at % one.states.length), user));
          else await change(one, at);
        }
        for (const one of family) await expectTold(one);
      }),
      { numRuns: 8 },
    );
  });

  test("what its original replies late to a shared turn, or changes, does not reach a fork", async () => {
    const original = await openConversation();
    const [isLater, hasReplied] = [deferred(), deferred()];
    onHearing("later", async ({ context }) => {
      const sent = await context.sendActivity("at once");
      const { adapter } = context;
      const reference = TurnContext.getConversationReference(context.activity);
      void isLater.promise
        .then(() =>
          adapter.continueConversation(reference, async (later) => {
            await later.sendActivity("late");
            await later.updateActivity({ type: "message", id: sent?.id, text: "otherwise" });
          }),
        )
        .then(hasReplied.resolve);
    });
    await original.say("later");
    const { conversationId } = await forkConversation(original.id, { turn: 2, user: "shared", by: "Kim" });
    isLater.resolve();
    await hasReplied.promise;
    await expect.poll(() => textsIn(original.id)).toEqual([undefined, "later", "otherwise", "late"]);
    expect(await textsIn(conversationId)).toEqual([undefined, "later", "at once"]);
  });

  test("a turn that still runs is waited for, one after the wanted turn is not", async () => {
    const original = await openConversation();
    const [isHeard, mayEnd] = [deferred(), deferred()];
    onHearing("slow", async ({ count, save }) => {
      isHeard.resolve();
      await mayEnd.promise;
      await count();
      await save();
    });
    const { finished } = await original.post({ text: "slow", from: { id: original.userId } });
    await isHeard.promise;
    await forkConversation(original.id, { turn: 1, user: "copy", by: "Kim" });
    const forking = forkConversation(original.id, { turn: 2, user: "copy", by: "Kim" });
    mayEnd.resolve();
    const { conversationId, user } = await forking;
    await finished;
    expect((await listTurns(conversationId)).turns.map(({ outcome }) => outcome)).toEqual(["completed", "completed"]);
    expect((await readStateAt(conversationId, user.id, { turn: 2 })).private.data).toEqual({ count: 1 });
  });
});

async function begin(): Promise<Told> {
  const { id, userId } = await openConversation();
  return grow({ id, userId, activities: [], states: [] });
}

async function say(one: Told, posted: { text: string; value?: object }): Promise<void> {
  await (await postActivity(one.id, { type: "message", ...posted, from: { id: one.userId } })).finished;
  await grow(one);
}

/** Takes over what the last turn added. */
async function grow(one: Told): Promise<Told> {
  const turn = one.states.length + 1;
  const logged = await readActivitiesFrom(one.id, 0, 1000);
  one.activities.push(...logged.slice(one.activities.length).map(({ activity }) => ({ id: activity.id, turn, text: activity.text })));
  one.states.push(await stateAt(one, turn));
  return one;
}

async function fork(one: Told, turn: number, user: "shared" | "copy"): Promise<Told> {
  const forked = await forkConversation(one.id, { turn, user, by: "Kim" });
  const activities = one.activities.filter((activity) => activity.turn <= turn).map((activity) => ({ ...activity }));
  return { id: forked.conversationId, userId: forked.user.id, activities, states: one.states.slice(0, turn) };
}

async function change(one: Told, at: number): Promise<void> {
  const activity = one.activities[at % one.activities.length] as Told["activities"][number];
  await say(one, { text: "change", value: { id: activity.id } });
  activity.text = "changed";
}

async function stateAt({ id, userId }: Told, turn: number): Promise<unknown> {
  const { user, conversation, private: privately, dialog } = await readStateAt(id, userId, { turn });
  return [user.data, conversation.data, privately.data, dialog.data];
}

async function expectTold(one: Told): Promise<void> {
  const { id, userId, activities, states } = one;
  const logged = await readActivitiesFrom(id, 0, 1000);
  expect(logged.map(({ activity, turn }) => ({ id: activity.id, turn, text: activity.text }))).toEqual(activities);
  expect(logged.every(({ activity }) => activity.conversation.id === id)).toBe(true);
  expect(await pagedFromTheEnd(id)).toEqual(logged);
  const { turns } = await listTurns(id);
  expect(turns.map(({ number, userId: speaker }) => [number, speaker])).toEqual(states.map((_, index) => [index + 1, userId]));
  const saidIn = turns.map(
    ({ activityId }) => activities.find((activity) => activity.id === activityId)?.text ?? "joined the conversation",
  );
  expect(turns.map(({ sentence }) => sentence)).toEqual(saidIn);
  expect((await readRecordedTurns(id)).map(({ number, userId: speaker }) => [number, speaker])).toEqual(
    turns.map(({ number, userId: speaker }) => [number, speaker]),
  );
  for (const [index, state] of states.entries()) expect(await stateAt(one, index + 1)).toEqual(state);
}

async function pagedFromTheEnd(id: string): Promise<unknown[]> {
  let before = Number.MAX_SAFE_INTEGER;
  const pages: unknown[][] = [];
  for (;;) {
    const page = await readActivitiesBefore(id, before, 2);
    if (page.length === 0) return pages.reverse().flat();
    pages.push(page);
    before = page[0]?.position ?? 0;
  }
}

async function textsIn(conversationId: string): Promise<unknown[]> {
  return (await listActivities(conversationId, { watermark: null })).activities.map(({ text }) => text);
}
