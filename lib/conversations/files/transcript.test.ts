import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type Activity, type ShownActivity, transcriptFile } from "@/lib/model";
import { requireConversation } from "../active-conversation";
import { listTurns } from "../list-turns";
import { postActivity } from "../post-activity";
import { readState } from "../read-state";
import { requireTurn } from "../require-turn";
import { loadScriptedBot, openConversation, textsOf } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { writeState } from "../write-state";
import { openTranscript } from "./open-transcript";
import { readTranscript } from "./read-transcript";

loadScriptedBot();

/** With the ids that every opening makes anew taken out. */
function anonymous(activities: readonly Activity[]): unknown {
  const ids = new Map<string, string>();
  const name = (id: string) => {
    if (!ids.has(id)) ids.set(id, `person ${ids.size}`);
    return ids.get(id);
  };
  return activities.map(({ conversation: _, from, recipient, ...rest }) => ({
    ...rest,
    from: { ...from, id: name(from.id) },
    recipient: { ...recipient, id: name(recipient.id) },
    membersAdded: (rest.membersAdded as { id: string }[] | undefined)?.map((member) => ({ ...member, id: name(member.id) })),
  }));
}

onEachDatabase(() => {
  test("what the bot changed is saved as changed, and what it took back is not", async () => {
    const { id, say } = await openConversation();
    onHearing("change your mind", async ({ context }) => {
      const first = await context.sendActivity("first");
      const second = await context.sendActivity("second");
      await context.updateActivity({ type: "message", id: first?.id, text: "changed" });
      await context.deleteActivity(second?.id ?? "");
    });
    await say("change your mind");
    const saved = await readTranscript(id);
    expect(saved.map(({ type, text }) => text ?? type)).toEqual(["conversationUpdate", "change your mind", "changed"]);
  });

  test("opened, it says the same, by people of new ids, and is saved as it was", async () => {
    const { id, userId, say } = await openConversation();
    await say("one");
    await say("two", `${userId}-friend`);
    const saved = await readTranscript(id);
    const opened = await openTranscript(JSON.parse(JSON.stringify(saved)) as ShownActivity[]);
    const again = await readTranscript(opened.conversationId);
    expect(anonymous(again)).toEqual(anonymous(saved));
    for (const old of [id, userId]) expect(JSON.stringify(again)).not.toContain(`"id":"${old}"`);
    expect(await requireConversation(opened.conversationId)).toMatchObject({ isReadOnly: true, botId: "scripted", members: [{}, {}] });
  });

  test("its turns are what people said, each with its replies, and its state is empty", async () => {
    const { id, say } = await openConversation();
    await say("one");
    await say("two");
    const { conversationId } = await openTranscript(await readTranscript(id));
    expect((await listTurns(conversationId)).turns.map(({ sentence }) => sentence)).toEqual(["joined the conversation", "one", "two"]);
    expect(textsOf(await requireTurn(conversationId, 3))).toEqual(["heard two as number 2"]);
    const state = await readState(conversationId);
    expect(Object.values(state).map(({ data }) => data)).toEqual([null, null, null, null]);
  });

  test("nobody can talk in it or write its state", async () => {
    const { id } = await openConversation();
    const { conversationId } = await openTranscript(await readTranscript(id));
    const before = await readTranscript(conversationId);
    const refused = { code: "conversation_read_only" };
    await expect(postActivity(conversationId, { type: "message", text: "hello" })).rejects.toMatchObject(refused);
    const write = { scope: "user", data: { a: 1 }, ifMatch: "*" } as const;
    await expect(writeState({ conversationId, writes: [write], kind: "edit", by: "Kim" })).rejects.toMatchObject(refused);
    expect(await readTranscript(conversationId)).toEqual(before);
    expect((await readState(conversationId)).user.data).toBeNull();
  });

  describe("transcripts of others", () => {
    test("who is the bot is found out without roles, and what is missing is filled in", async () => {
      const { conversationId, botId } = await openTranscript(
        transcriptFile.parse([
          { type: "message", text: "hello", from: { id: "default-user" }, recipient: { id: "b" } },
          { type: "message", text: "hi", from: { id: "b" }, replyToId: "x", timestamp: "not a time" },
          { type: "message", id: "same", text: "one", from: { id: "default-user" }, timestamp: "2019-01-01T00:00:00.000Z" },
          { type: "message", id: "same", text: "two", from: { id: "default-user" }, timestamp: "2018-01-01T00:00:00.000Z" },
          { type: "message", text: "three", from: { id: "default-user" }, timestamp: "+275760-09-13T00:00:00.000Z" },
        ]),
      );
      expect(botId).toBe("b");
      const shown = await readTranscript(conversationId);
      expect(shown.map(({ text }) => text)).toEqual(["hello", "hi", "one", "two", "three"]);
      expect(new Set(shown.map(({ id }) => id)).size).toBe(5);
      const times = shown.map(({ timestamp }) => Date.parse(timestamp));
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect((await listTurns(conversationId)).turns).toHaveLength(4);
    });

    test("whatever JSON activities hold is kept as it is", async () => {
      const anyActivity = fc.record({ text: fc.string(), value: fc.jsonValue(), channelData: fc.jsonValue() });
      await fc.assert(
        fc.asyncProperty(fc.array(anyActivity, { minLength: 1, maxLength: 5 }), async (bodies) => {
          const text = JSON.stringify(bodies.map((body) => ({ ...body, type: "message", from: { id: "ann" }, PROTO: { a: 1 } })));
          const given = JSON.parse(text.replaceAll('"PROTO"', '"__proto__"'));
          const { conversationId } = await openTranscript(transcriptFile.parse(given));
          const shown = await readTranscript(conversationId);
          const outline = (activity: Partial<Activity>) => JSON.stringify([activity.text, activity.value, activity.channelData]);
          expect(shown.map(outline)).toEqual(given.map(outline));
          for (const activity of shown) expect(JSON.stringify(activity)).toContain('"__proto__":{"a":1}');
        }),
        { numRuns: 20 },
      );
    });
  });
});
