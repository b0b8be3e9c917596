import { expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { postActivity } from "../post-activity";
import { loadScriptedBot, openConversation } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { writeState } from "../write-state";
import { forkConversation } from "./fork-conversation";
import { listChangesAt } from "./list-changes-at";
import { readTimeline } from "./read-timeline";

loadScriptedBot();

onHearing("quiet", async () => {});
onHearing("fail", async () => {
  throw new Error("on purpose");
});

onEachDatabase(() => {
  test("a conversation is summed up in so many marks, its shared past included", async () => {
    const original = await openConversation();
    for (const text of ["two", "quiet", "fail", "five", "quiet", "seven"]) await original.say(text);
    await edit(original, { note: 1 });
    expect(await readTimeline(original.id, 240)).toEqual({
      turnCount: 7,
      turnsPerMark: 1,
      marks: [mark(2, { changed: 1 }), mark(4, { failed: 1 }), mark(5, { changed: 1 }), mark(7, { changed: 1, byHand: 1 })],
    });
    const { conversationId, user } = await forkConversation(original.id, { turn: 5, user: "copy", by: "Kim" });
    await (await postActivity(conversationId, { type: "message", text: "fail", from: { id: user.id } })).finished;
    expect(await readTimeline(conversationId, 2)).toEqual({
      turnCount: 6,
      turnsPerMark: 3,
      marks: [mark(1, { changed: 1 }), mark(4, { changed: 1, failed: 2, byHand: 1 })],
    });
  });

  test("what changed a place or anything below it is told, a fork's shared turns included", async () => {
    const original = await openConversation();
    const set = async (data: object) => edit(original, { profile: data });
    await set({ name: { first: "Ann" } });
    await original.say("two");
    await set({ name: { first: "Bo" }, age: 3 });
    const place = { scope: "private" as const, userId: original.userId };
    expect(await listChangesAt(original.id, { ...place, path: "/count" })).toEqual({ turns: [2], writes: [] });
    expect((await listChangesAt(original.id, { ...place, path: "/profile/name" })).writes).toHaveLength(2);
    expect((await listChangesAt(original.id, { ...place, path: "/profile/age" })).writes).toHaveLength(1);
    const { conversationId, user } = await forkConversation(original.id, { turn: 2, user: "copy", by: "Kim" });
    await original.say("not in the fork");
    await (await postActivity(conversationId, { type: "message", text: "three", from: { id: user.id } })).finished;
    const inFork = await listChangesAt(conversationId, { scope: "private", userId: user.id, path: "/count" });
    expect(inFork.turns).toEqual([3, 2]);
  });
});

function mark(turn: number, what: { changed?: number; failed?: number; lost?: number; byHand?: number }) {
  return { turn, changed: 0, failed: 0, erased: 0, lost: 0, byHand: 0, ...what };
}

async function edit({ id, userId, data }: Awaited<ReturnType<typeof openConversation>>, values: object): Promise<void> {
  const now = (await data()).private as object | null;
  await writeState({ conversationId: id, userId, writes: [{ scope: "private", data: { ...now, ...values }, ifMatch: "*" }], kind: "edit", by: "Kim" }); // biome-ignore format: one write
}
