import { describe, expect, test, vi } from "vitest";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { type Activity, newUserId } from "@/lib/model";
import { listActivities } from "./list-activities";
import { deferred, loadScriptedBot, openConversation } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";
import { writeState } from "./write-state";

loadScriptedBot();

onEachDatabase((database) => {
  describe("order", () => {
    test("turns posted at once run one after another, in the order in which they were accepted", async () => {
      const { id, post } = await openConversation();
      let running = 0;
      const heard: string[] = [];
      onHearing("in order", async ({ context, count, save }) => {
        expect(++running).toBe(1);
        heard.push(context.activity.id ?? "");
        await count();
        await save();
        await context.sendActivity("done");
        running -= 1;
      });
      const posted = await Promise.all(Array.from({ length: 20 }, () => post({ text: "in order" })));
      await Promise.all(posted.map(({ finished }) => finished));
      expect(heard).toEqual(posted.map(({ activityId }) => activityId));
      expect(posted.map(({ turnNumber }) => turnNumber)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
      const { activities } = await listActivities(id, { watermark: null });
      expect(activities).toHaveLength(41);
    });

    test("turns of different conversations run side by side", async () => {
      const [one, other] = [await openConversation(), await openConversation()];
      const [inOne, inOther] = [deferred(), deferred()];
      onHearing("one waits for the other", async () => {
        inOne.resolve();
        await inOther.promise;
      });
      onHearing("the other waits for one", async () => {
        inOther.resolve();
        await inOne.promise;
      });
      const turns = await Promise.all([one.say("one waits for the other"), other.say("the other waits for one")]);
      expect(turns.map(({ outcome }) => outcome)).toEqual(["completed", "completed"]);
    });

    test("one person's turns in two conversations run side by side, and each is told what it really changed", async () => {
      const userId = newUserId();
      const [one, other] = [await openConversation({ userId }), await openConversation({ userId })];
      const [isRead, mayEnd] = [deferred(), deferred()];
      onHearing("read, wait, save", async ({ count, save }) => {
        await count();
        isRead.resolve();
        await mayEnd.promise;
        await save();
      });
      const slow = one.say("read, wait, save");
      await isRead.promise;
      expect((await other.say("quick")).changes).toContainEqual({ scope: "user", path: "/count", kind: "added", after: 1 });
      await other.say("quick");
      mayEnd.resolve();
      // The SDK saves with "*": the slow turn overwrites, and its change says what was there.
      expect((await slow).changes).toContainEqual({ scope: "user", path: "/count", kind: "changed", before: 2, after: 1 });
    });

    test("positions have no gaps and timestamps grow with them, whoever speaks", async () => {
      const { id, post } = await openConversation();
      onHearing("several replies", async ({ context }) => {
        for (const text of ["a", "b", "c"]) await context.sendActivity(text);
        await context.sendActivities([{ type: "typing" }, { type: "message", text: "d" }]);
      });
      const posted = await Promise.all(
        Array.from({ length: 20 }, (_, index) => post({ text: "several replies", from: { id: `p${index % 3}` } })),
      );
      await Promise.all(posted.map(({ finished }) => finished));
      const rows = await database.db.query<{ position: number; created_at: string; body: string }>(
        sql`SELECT position, created_at, body FROM activity WHERE conversation_id = ${id} ORDER BY position`,
      );
      expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 121 }, (_, index) => index));
      const times = rows.map(({ created_at }) => created_at);
      expect(times).toEqual([...new Set(times)].sort());
      expect(rows.map(({ body }) => (JSON.parse(body) as Activity).timestamp)).toEqual(times);
    });

    test("a clock that is set back does not turn time back", async () => {
      const { id, say } = await openConversation();
      await say("before");
      const clock = vi.spyOn(Date, "now").mockReturnValue(Date.parse("2001-01-01T00:00:00Z"));
      await say("after");
      clock.mockRestore();
      const { activities } = await listActivities(id, { watermark: null });
      const times = activities.map(({ timestamp }) => timestamp);
      expect(times).toEqual([...new Set(times)].sort());
      expect(times[0]?.startsWith("2001")).toBe(false);
    });
  });

  describe("edits", () => {
    test("an edit made while a slow turn runs waits for it and is not lost", async () => {
      const { id, userId, say, data } = await openConversation();
      const [isRead, mayEnd] = [deferred(), deferred()];
      onHearing("slow", async ({ count, save }) => {
        await count();
        isRead.resolve();
        await mayEnd.promise;
        await save();
      });
      await say("count");
      const slow = say("slow");
      await isRead.promise;
      const edits = (["user", "conversation", "private"] as const).map((scope) =>
        writeState({ conversationId: id, userId, writes: [{ scope, data: { edited: scope }, ifMatch: "*" }], by: "Kim", kind: "edit" }),
      );
      const next = say("count");
      mayEnd.resolve();
      const [, ...results] = await Promise.all([slow, ...edits]);
      expect(results.map(({ changes }) => changes.find(({ path }) => path === "/count")?.before)).toEqual([2, 2, 2]);
      await next;
      expect(await data()).toMatchObject({
        user: { edited: "user", count: 1 },
        conversation: { edited: "conversation", count: 1 },
        private: { edited: "private", count: 1 },
      });
    });

    test("an edit of a stale value after a turn is refused with what the turn wrote", async () => {
      const { id, say, scopes } = await openConversation();
      await say("count");
      const { eTag } = (await scopes()).user;
      await say("count");
      const edit = writeState({ conversationId: id, writes: [{ scope: "user", data: {}, ifMatch: eTag }], by: "Kim", kind: "edit" });
      await expect(edit).rejects.toMatchObject({ code: "stale_etag", details: { current: { user: { data: { count: 2 } } } } });
    });
  });
});
