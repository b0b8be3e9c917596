import { describe, expect, test } from "vitest";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { maxAttachmentBytes, newConversationId, newUserId } from "@/lib/model";
import { requireConversation } from "./active-conversation";
import { listActivities, listLoggedActivities } from "./list-activities";
import { postActivity } from "./post-activity";
import { requireTurn } from "./require-turn";
import { deferred, loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";

loadScriptedBot();

onEachDatabase((database) => {
  describe("accepting", () => {
    test("the harness sets what a channel sets, and keeps what else the client sent", async () => {
      const { id, userId, post } = await openConversation();
      const { activityId, finished } = await post({
        text: "hello",
        locale: "de-CH",
        value: { a: null },
        id: "mine",
        timestamp: "1999-01-01",
        conversation: { id: "elsewhere" },
        recipient: { id: "somebody" },
        from: { id: userId, name: "Ann", extra: 1 },
        unknownMember: [1],
      });
      await finished;
      const { activities } = await listActivities(id, { watermark: 1 });
      expect(activities[0]).toEqual({
        type: "message",
        text: "hello",
        locale: "de-CH",
        value: { a: null },
        id: activityId,
        timestamp: expect.stringMatching(/^20/),
        channelId: "emulator",
        serviceUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/),
        conversation: { id },
        recipient: { id: "scripted", name: "Scripted", role: "bot" },
        from: { id: userId, name: "Ann", role: "user", extra: 1 },
        unknownMember: [1],
      });
    });

    test("an activity is in the log before the bot hears it", async () => {
      const { id, post } = await openConversation();
      const mayEnd = deferred();
      onHearing("wait", () => mayEnd.promise);
      const { activityId, finished } = await post({ text: "wait" });
      const { activities, watermark } = await listActivities(id, { watermark: null });
      expect(activities.at(-1)?.id).toBe(activityId);
      expect(watermark).toBe("2");
      mayEnd.resolve();
      await finished;
    });

    test("who speaks for the first time joins, and a new name is taken over", async () => {
      const { id, userId, say, post } = await openConversation();
      await say("hi", "bo");
      await (await post({ text: "hi", from: { id: "bo", name: "Bo" } })).finished;
      await (await post({ text: "hi", from: { id: userId } })).finished;
      expect((await requireConversation(id)).members).toEqual([
        { id: userId, name: userId },
        { id: "bo", name: "Bo" },
      ]);
    });

    test("many people who join at once are listed in the order in which they joined", async () => {
      const { id, post } = await openConversation();
      const people = Array.from({ length: 12 }, (_, index) => `person ${index}`);
      const posted = await Promise.all(people.map((person) => post({ from: { id: person } })));
      await Promise.all(posted.map(({ finished }) => finished));
      expect((await requireConversation(id)).members.slice(1).map((member) => member.id)).toEqual(people);
    });

    test.each(["", "😀", "half \ud83d", "nul \0", "__proto__", "a/b%2F..", "x".repeat(1000)])("%j may be said", async (text) => {
      const { id, say } = await openConversation();
      const turn = await say(text);
      expect(turn).toMatchObject({ outcome: "completed", sentence: text === "" ? "empty message" : text });
      expect((await requireTurn(id, turn.number)).activity).toMatchObject({ text });
    });

    // No compression makes it small enough for an index of PostgreSQL's.
    const long = Array.from({ length: 420 }, (_, index) => String.fromCharCode(0x4e00 + ((index * index * 7919) % 20_000))).join("");

    test.each(["/", "..", "users/x", "😀", "nul \0", "__proto__", "é", "e\u0301", "'\"--", " ", "i".repeat(450), long])(
      "%j may be the id of a conversation and of a person",
      async (text) => {
        const conversationId = text + newConversationId();
        const userId = text + newUserId();
        const { say, data, post } = await openConversation({ conversationId, userId });
        expect(textsOf(await say("hello"))).toEqual(["heard hello as number 1"]);
        expect(await data()).toEqual({ user: { count: 1 }, conversation: { count: 1 }, private: { count: 1 }, dialog: null });
        const clientActivityID = text + newUserId();
        const [one, two] = [await post({ channelData: { clientActivityID } }), await post({ channelData: { clientActivityID } })];
        expect(two.activityId).toBe(one.activityId);
        await one.finished;
        expect((await requireConversation(conversationId)).members).toEqual([{ id: userId, name: userId }]);
      },
    );
  });

  describe("refusing", () => {
    test("a conversation that there is not", async () => {
      await expect(postActivity("nowhere", { type: "message" })).rejects.toMatchObject({ code: "conversation_not_found" });
      await expect(listActivities("nowhere", { watermark: null })).rejects.toMatchObject({ code: "conversation_not_found" });
      await expect(requireTurn("nowhere", 1)).rejects.toMatchObject({ code: "conversation_not_found" });
    });

    test("the bot's own id, and a file over 4 MiB; the log stays as it was", async () => {
      const { id, post } = await openConversation();
      await expect(post({ text: "hi", from: { id: "scripted" } })).rejects.toMatchObject({ code: "invalid_activity" });
      const file = (bytes: number) => `data:text/plain;base64,${Buffer.alloc(bytes).toString("base64")}`;
      const attachments = [
        { contentType: "text/plain", contentUrl: file(1) },
        { contentType: "text/plain", contentUrl: file(maxAttachmentBytes + 1) },
      ];
      await expect(post({ attachments })).rejects.toMatchObject({
        code: "body_too_large",
        details: { errors: [{ path: "/attachments/1" }] },
      });
      expect((await requireConversation(id)).activityCount).toBe(1);
      const { finished } = await post({ attachments: [{ contentType: "text/plain", contentUrl: file(maxAttachmentBytes) }] });
      expect(await finished).toMatchObject({ number: 2, outcome: "completed", sentence: "sent a file" });
    });

    test("one post that is refused does not take those beside it along", async () => {
      const { id, post } = await openConversation();
      const tooLarge = { attachments: [{ contentType: "text/plain", contentUrl: `data:,${"x".repeat(maxAttachmentBytes + 1)}` }] };
      const settled = await Promise.allSettled(
        Array.from({ length: 9 }, (_, index) => post(index % 3 === 1 ? tooLarge : { text: `${index}` })),
      );
      expect(settled.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, true, false, true, true, false, true]);
      const turns = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      await Promise.all(turns.map(({ finished }) => finished));
      expect(turns.map(({ turnNumber }) => turnNumber)).toEqual([2, 3, 4, 5, 6, 7]);
      expect((await requireConversation(id)).activityCount).toBe(13);
    });

    test("what was committed behind its back does not stop a conversation for good", async () => {
      const { id, say } = await openConversation();
      // As when a connection breaks after the commit and before its answer.
      await database.db.execute(sql`INSERT INTO activity
        (conversation_id, position, id, is_incoming, type, from_id, body, created_at)
        VALUES (${id}, 1, 'a-unheard', ${true}, 'message', 'ann', '{}', '2026-01-01T00:00:00.000Z')`);
      await expect(say("collides")).rejects.toThrow();
      expect(await say("goes on")).toMatchObject({ number: 2, outcome: "completed" });
      const logged = await listLoggedActivities(id, { before: 100, limit: 100 });
      expect(logged.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    });
  });

  describe("a repeated post", () => {
    test("is answered with the turn it already has", async () => {
      const { id, post } = await openConversation();
      const posted = { text: "once", channelData: { clientActivityID: newUserId() } };
      const first = await post(posted);
      const turn = await first.finished;
      const again = await post(posted);
      expect(again).toMatchObject({ activityId: first.activityId, turnNumber: first.turnNumber });
      expect(await again.finished).toEqual(turn);
      expect((await requireConversation(id)).turnCount).toBe(2);
    });

    test("that comes while the turn runs waits for its end", async () => {
      const { post } = await openConversation();
      const mayEnd = deferred();
      onHearing("slowly once", async ({ context }) => {
        await mayEnd.promise;
        await context.sendActivity("once");
      });
      const posted = { text: "slowly once", channelData: { clientActivityID: newUserId() } };
      const first = await post(posted);
      const again = await post(posted);
      mayEnd.resolve();
      expect(await again.finished).toEqual(await first.finished);
      expect(textsOf(await again.finished)).toEqual(["once"]);
    });

    test("is answered once also when they all come at the same moment", async () => {
      const { id, post } = await openConversation();
      const clientActivityID = newUserId();
      const posts = Array.from({ length: 10 }, () => post({ text: "at once", channelData: { clientActivityID } }));
      const posted = await Promise.all([...posts, post({ text: "another", channelData: { clientActivityID: `${clientActivityID}x` } })]);
      expect(new Set(posted.map(({ activityId }) => activityId)).size).toBe(2);
      const turns = await Promise.all(posted.map(({ finished }) => finished));
      expect(turns.map(textsOf)).toEqual([
        ...Array.from({ length: 10 }, () => ["heard at once as number 1"]),
        ["heard another as number 2"],
      ]);
      expect((await requireConversation(id)).turnCount).toBe(3);
    });

    test("in another conversation is no repetition", async () => {
      const channelData = { clientActivityID: newUserId() };
      const [one, other] = [await openConversation(), await openConversation()];
      const posted = [await one.post({ channelData }), await other.post({ channelData })];
      expect(new Set(posted.map(({ activityId }) => activityId)).size).toBe(2);
      await Promise.all(posted.map(({ finished }) => finished));
    });
  });
});
