import { TurnContext } from "botbuilder-core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { sql } from "@/lib/db";
import { onEachDatabase } from "@/lib/db/testing";
import { bus } from "@/lib/live";
import { type Activity, type JsonObject, newUserId, setOwn } from "@/lib/model";
import { directStorage } from "@/lib/state";
import { listActivities } from "./list-activities";
import { listTurns } from "./list-turns";
import { requireTurn } from "./require-turn";
import { deferred, loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
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

  describe("endings", () => {
    test("a bot that throws ends its turn as failed, with the stack, and what it said and saved before is kept", async () => {
      const { id, say, data } = await openConversation();
      onHearing("throw", async ({ context, count, save }) => {
        await count();
        await save();
        await context.sendActivity("so far so good");
        throw new RangeError("no further");
      });
      const turn = await say("throw");
      expect(turn).toMatchObject({
        outcome: "failed",
        error: { name: "RangeError", message: "no further", stack: expect.stringContaining("run-turn.test") },
      });
      expect(textsOf(turn)).toEqual(["so far so good"]);
      expect(await requireTurn(id, turn.number)).toEqual(turn);
      expect(await data()).toMatchObject({ user: { count: 1 } });
      expect(textsOf(await say("next"))).toEqual(["heard next as number 2"]);
    });

    test.each([
      ["text", "text"],
      [null, "null"],
      [undefined, "undefined"],
      [{ a: 1 }, "a"],
    ])("a bot that throws %j, which is no Error, fails too", async (thrown, message) => {
      const { say } = await openConversation();
      onHearing("throw oddly", () => Promise.reject(thrown));
      expect(await say("throw oddly")).toMatchObject({ outcome: "failed", error: { message: expect.stringContaining(message) } });
    });

    test("a turn whose state cannot be saved is closed as failed, without any of it, and says why", async () => {
      const { id, userId, say, data } = await openConversation();
      const key = `emulator/users/${userId}/`;
      await directStorage("scripted").write({ [key]: { count: 5 } });
      onHearing("set a condition", async ({ storage, count, save }) => {
        const item = (await storage.read([key]))[key] as JsonObject;
        await storage.write({ [key]: { ...item, mine: true } });
        await count();
        await save();
        await directStorage("scripted").write({ [key]: { theirs: true } });
      });
      const turn = await say("set a condition");
      expect(turn).toMatchObject({
        outcome: "failed",
        changes: [],
        counts: {},
        error: { message: expect.stringContaining("eTag conflict") },
      });
      expect(await requireTurn(id, turn.number)).toEqual(turn);
      expect(await data()).toEqual({ user: { theirs: true }, conversation: null, private: null, dialog: null });
      expect(textsOf(await say("next"))).toEqual(["heard next as number 1"]);
    });

    test("a reply that no database takes does not hold up the conversation", async () => {
      const { id, say } = await openConversation();
      const text = String.fromCharCode(0, 0xd83d, 0x1a);
      onHearing("odd text", async ({ context }) => {
        await context.sendActivity(text);
        await context.sendActivity({ type: `odd ${text}`, name: text, channelData: { [text]: text } });
      });
      const turn = await say("odd text");
      expect(turn.outcome).toBe("completed");
      expect((await requireTurn(id, turn.number)).replies).toMatchObject([
        { text },
        { type: `odd ${text}`, channelData: { [text]: text } },
      ]);
    });
  });

  describe("replies", () => {
    test("what a bot sends after its turn is attached to that turn", async () => {
      const { id, say } = await openConversation();
      const [mayGoOn, isSent] = [deferred(), deferred()];
      onHearing("late", async ({ context }) => {
        const reference = TurnContext.getConversationReference(context.activity);
        const { adapter } = context;
        await context.sendActivity("in time");
        void mayGoOn.promise.then(async () => {
          await adapter.continueConversation(reference, async (later) => void (await later.sendActivity("late")));
          isSent.resolve();
        });
      });
      const turn = await say("late");
      expect(textsOf(turn)).toEqual(["in time"]);
      await say("meanwhile");
      const { isLogged } = whenLogged(id);
      mayGoOn.resolve();
      await Promise.all([isSent.promise, isLogged]);
      expect(textsOf(await requireTurn(id, turn.number))).toEqual(["in time", "late"]);
      const { activities } = await listActivities(id, { watermark: null });
      expect(activities.at(-1)).toMatchObject({ text: "late" });
    });

    test("a bot can change and delete what it said", async () => {
      const { id, say } = await openConversation();
      onHearing("change", async ({ context }) => {
        const first = await context.sendActivity("first");
        const second = await context.sendActivity("second");
        await context.updateActivity({ id: first?.id, type: "message", text: "changed" });
        await context.deleteActivity(second?.id ?? "");
      });
      const turn = await say("change");
      expect(turn.outcome).toBe("completed");
      expect((await requireTurn(id, turn.number)).replies).toMatchObject([{ text: "changed" }, { type: "messageDelete" }]);
      expect(turn.replies).toEqual((await requireTurn(id, turn.number)).replies);
    });

    test("changing what is not there fails the turn with the reason", async () => {
      const { say } = await openConversation();
      onHearing("change nothing", async ({ context }) => {
        await context.updateActivity({ id: "a-unknown", type: "message", text: "?" });
      });
      expect(await say("change nothing")).toMatchObject({
        outcome: "failed",
        error: { message: expect.stringContaining("not in this conversation") },
      });
    });
  });

  describe("state", () => {
    test("five mebibytes go through a turn, and more fail it with the limit", async () => {
      const { say, scopes } = await openConversation();
      const text = "x".repeat(5 * 1024 * 1024 - 20);
      onHearing("five mebibytes", async ({ context, storage }) => {
        await storage.write({ [`emulator/users/${context.activity.from.id}/`]: { text } });
      });
      onHearing("more", async ({ context, storage }) => {
        await storage.write({ [`emulator/users/${context.activity.from.id}/`]: { text: `${text}and twenty more bytes` } });
      });
      expect((await say("five mebibytes")).changes).toMatchObject([{ path: "/text", kind: "added" }]);
      expect(await say("more")).toMatchObject({ outcome: "failed", changes: [], error: { message: expect.stringContaining("5242880") } });
      expect(((await scopes()).user.data as { text: string }).text === text).toBe(true);
    });

    test("__proto__ and constructor are plain data on the whole way", async () => {
      const { id, say, data } = await openConversation();
      const item: JsonObject = JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": {"prototype": 1}}');
      onHearing("pollute", async ({ context, storage }) => {
        const changes = {};
        setOwn(changes, `emulator/users/${context.activity.from.id}/`, item);
        setOwn(changes, "__proto__", { unclassified: true });
        await storage.write(changes);
      });
      const turn = await say("pollute");
      expect(turn.changes.map(({ path }) => path)).toEqual(["/__proto__/isAdmin", "/constructor/prototype"]);
      expect((await requireTurn(id, turn.number)).changes).toEqual(turn.changes);
      expect(JSON.stringify((await data()).user)).toBe(JSON.stringify(item));
      expect("isAdmin" in {}).toBe(false);
    });

    test("what a bot writes outside its turns is kept, and said to be late", async () => {
      const { id, say, scopes } = await openConversation();
      const mayGoOn = deferred();
      const isWritten = deferred();
      onHearing("write late", async ({ context, storage }) => {
        const key = `emulator/conversations/${context.activity.conversation.id}/`;
        void mayGoOn.promise.then(async () => {
          await storage.write({ [key]: { late: true } });
          isWritten.resolve();
        });
      });
      const { number } = await say("write late");
      mayGoOn.resolve();
      await isWritten.promise;
      const counts = { conversation: { added: 1, changed: 0, removed: 0 } };
      expect((await listTurns(id)).writes).toMatchObject([{ kind: "late", by: "bot", afterTurn: number, counts }]);
      expect((await scopes()).conversation).toMatchObject({ data: { late: true }, updatedBy: { kind: "bot-late", conversationId: id } });
    });

    test("a turn as it was answered is the turn as it is read later", async () => {
      const { id, say } = await openConversation();
      for (const text of ["one", "two"]) {
        const turn = await say(text);
        expect(await requireTurn(id, turn.number)).toEqual(turn);
      }
    });
  });
});

/** Resolves when the next activity has been committed to the conversation's log. */
function whenLogged(conversationId: string): { isLogged: Promise<void> } {
  const { promise: isLogged, resolve } = deferred();
  const unsubscribe = bus().subscribe((event) => {
    if (event.type === "activities" && event.conversationId === conversationId) resolve();
  });
  onTestFinished(unsubscribe);
  return { isLogged };
}
