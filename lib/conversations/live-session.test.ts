import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { bus } from "@/lib/live";
import { newUserId } from "@/lib/model";
import { directStorage } from "@/lib/state";
import { requireActiveConversation } from "./active-conversation";
import { changeConversation } from "./change-conversation";
import { startConversation } from "./start-conversation";
import { deferred, loadScriptedBot, openConversation } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";
import { TestPage } from "./testing/test-page";
import { writeState } from "./write-state";

loadScriptedBot();

const upTo = (end: number, from = 0): number[] => Array.from({ length: end - from }, (_, index) => from + index);

onEachDatabase(() => {
  test("whose sight of which bots has changed is told to every page, and whether it is of another bot than the one that it watches", async () => {
    const { id, userId } = await openConversation();
    const [watching, elsewhere] = [new TestPage(), new TestPage()];
    const { conversation } = await watching.watch(id, userId);
    for (const botIds of [["another"], [conversation.botId, "another"], undefined]) bus().publish({ type: "masking", botIds });
    await watching.until(() => watching.of("masking").length === 3);
    expect(watching.of("masking").map(({ isOfOtherBot }) => isOfOtherBot)).toEqual([true, undefined, undefined]);
    expect(elsewhere.of("masking").map(({ isOfOtherBot }) => isOfOtherBot)).toEqual([undefined, undefined, undefined]);
  });

  describe("watching", () => {
    test("begins with the conversation, its newest activities and turns, and the person's state", async () => {
      const { id, userId, say } = await openConversation();
      await say("hello");
      await writeState({ conversationId: id, writes: [{ scope: "user", data: { a: 1 }, ifMatch: "*" }], by: "Kim", kind: "edit" });
      const answer = await new TestPage().watch(id, userId);
      expect(answer).toMatchObject({
        conversation: { conversationId: id, activityCount: 3, turnCount: 2, members: [{ id: userId }] },
        watermark: 3,
        isReset: true,
        state: { user: { data: { a: 1 } }, conversation: { data: { count: 1 } }, private: { data: { count: 1 } }, dialog: { data: null } },
        turns: [
          { number: 1, outcome: "completed" },
          { number: 2, outcome: "completed", sentence: "hello" },
        ],
        writes: [{ kind: "edit", by: "Kim", afterTurn: 2 }],
      });
      expect(answer.activities.map(({ position, turn }) => [position, turn])).toEqual([
        [0, 1],
        [1, 2],
        [2, 2],
      ]);
    });

    test("a turn is told in the order in which it happens, and its state before its end", async () => {
      const { id, userId, post } = await openConversation();
      const page = new TestPage();
      await page.watch(id, userId);
      const { activityId } = await post({ text: "hello" });
      await page.until(() => page.of("turn").length === 2);
      const [, ...events] = page.events;
      expect(events).toMatchObject([
        { type: "activities", activities: [{ position: 1, turn: 2, activity: { id: activityId } }], watermark: 2 },
        { type: "turn", turn: { number: 2, outcome: "running", durationMs: null } },
        { type: "activities", activities: [{ position: 2, turn: 2, activity: { text: "heard hello as number 1" } }], watermark: 3 },
        { type: "state", turn: 2, write: null, changes: [{ scope: "user" }, { scope: "conversation" }, { scope: "private" }] },
        { type: "turn", turn: { number: 2, outcome: "completed", counts: { user: { added: 1 } } } },
      ]);
      expect(page.of("state")[0]?.state).toMatchObject({ user: { data: { count: 1 } }, private: { data: { count: 1 } } });
    });

    test("a page that comes back is sent what it missed, and only that", async () => {
      const { id, userId, say } = await openConversation();
      const page = new TestPage();
      const { watermark } = await page.watch(id, userId);
      page.close();
      await say("one");
      await say("two");
      const back = await new TestPage().watch(id, userId, watermark);
      expect(back).toMatchObject({ isReset: false, watermark: 5 });
      expect(back.activities.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
      expect(await new TestPage().watch(id, userId, 5)).toMatchObject({ activities: [], isReset: false, watermark: 5 });
    });

    test("a page that missed too much, or knows more than there is, begins anew from the newest", async () => {
      const { id, userId, say } = await openConversation();
      onHearing("five hundred", async ({ context }) => {
        await context.sendActivities(Array.from({ length: 500 }, (_, index) => ({ type: "message", text: `${index}` })));
      });
      await say("five hundred");
      for (const watermark of [1, 503, 2 ** 40]) {
        const answer = await new TestPage().watch(id, userId, watermark);
        expect(answer).toMatchObject({ isReset: true, watermark: 502 });
        expect(answer.activities.map(({ position }) => position)).toEqual(upTo(502, 442));
      }
      const known = await new TestPage().watch(id, userId, 2);
      expect(known.isReset).toBe(false);
      expect(known.activities.map(({ position }) => position)).toEqual(upTo(502, 2));
    });

    test("what happens while the first answer is read is neither lost nor sent twice", async () => {
      const { id, userId, post } = await openConversation();
      const pages: TestPage[] = [];
      const posted = [];
      for (let round = 0; round < 20; round += 1) {
        posted.push(post({ text: `${round}` }));
        const page = new TestPage();
        pages.push(page);
        page.request({ type: "watch", conversationId: id, userId, watermark: 0 });
        // Each page begins at another moment of the traffic.
        if (round % 4 === 0) await page.until(() => page.of("watching").length === 1);
      }
      const turns = await Promise.all(posted);
      await Promise.all(turns.map(({ finished }) => finished));
      for (const page of pages) {
        await page.until(() => page.of("turn").some(({ turn }) => turn.number === 21 && turn.outcome === "completed") || isCaughtUp(page));
        expect(page.positions()).toEqual(upTo(41));
        expect(page.errors).toEqual([]);
      }
    });

    function isCaughtUp(page: TestPage): boolean {
      return page.of("watching").some(({ turns }) => turns.at(-1)?.outcome === "completed" && turns.length === 21);
    }

    test("a page may change the conversation and the person it watches, and is told of nothing else", async () => {
      const [one, other] = [await openConversation(), await openConversation()];
      const page = new TestPage();
      await page.watch(one.id, one.userId);
      await page.watch(other.id, other.userId);
      await one.say("not to be heard");
      await other.say("to be heard");
      await page.until(() => page.of("turn").length === 2);
      const conversations = page.events.flatMap((event) => ("conversationId" in event ? [event.conversationId] : []));
      expect(new Set(conversations)).toEqual(new Set([other.id]));
    });

    test("a conversation's own time zone counts over the one that a page says with everything", async () => {
      const { id, userId } = await openConversation();
      const page = new TestPage();
      await page.watch(id, userId);
      const say = async (requestId: string) => {
        const activity = {
          type: "message",
          text: requestId,
          from: { id: userId },
          localTimezone: "Europe/Berlin",
          localTimestamp: "2026-01-01T01:00:00+01:00",
        };
        page.request({ type: "post", requestId, conversationId: id, activity });
        const told = () => page.of("activities").flatMap(({ activities }) => activities.map((one) => one.activity));
        await page.until(() => told().some(({ text }) => text === requestId));
        return told().find(({ text }) => text === requestId);
      };
      expect(await say("before")).toMatchObject({ localTimezone: "Europe/Berlin", localTimestamp: "2026-01-01T01:00:00+01:00" });
      await changeConversation(id, { timeZone: "Asia/Tokyo" });
      const after = await say("after");
      expect(after?.localTimezone).toBe("Asia/Tokyo");
      expect(after?.localTimestamp).toMatch(/\+09:00$/);
    });

    test("after unwatch and after close nothing comes any more", async () => {
      const { id, userId, say } = await openConversation();
      const [unwatching, closed, watching] = [new TestPage(), new TestPage(), new TestPage()];
      for (const page of [unwatching, closed, watching]) await page.watch(id, userId);
      unwatching.request({ type: "unwatch" });
      closed.close();
      await say("hello");
      await watching.until(() => watching.of("turn").length === 2);
      expect([unwatching.events.length, closed.events.length]).toEqual([1, 1]);
    });

    test("a page that closes while its answer is read is sent nothing", async () => {
      const { id, userId } = await openConversation();
      const [closing, other] = [new TestPage(), new TestPage()];
      closing.request({ type: "watch", conversationId: id, userId, watermark: null });
      closing.close();
      await other.watch(id, userId);
      await other.watch(id, userId);
      expect(closing.events).toEqual([]);
    });

    test("everybody is told when a conversation begins", async () => {
      const page = new TestPage();
      await openConversation();
      await page.until(() => page.of("conversations").length === 1);
    });
  });

  describe("state", () => {
    test("what others remember about themselves is not sent, what all share is", async () => {
      const { id, userId, say } = await openConversation();
      const ann = new TestPage();
      const bo = new TestPage();
      const boId = newUserId();
      await ann.watch(id, userId);
      await bo.watch(id, boId);
      await say("hello", boId);
      await Promise.all([ann, bo].map((page) => page.until(() => page.of("turn").length === 2)));
      expect(ann.of("state")).toMatchObject([{ userId, turn: 2, changes: [{ scope: "conversation", path: "/count" }] }]);
      expect(Object.keys(ann.of("state")[0]?.state ?? {}).sort()).toEqual(["conversation", "dialog"]);
      expect(bo.of("state")[0]?.changes.map(({ scope }) => scope)).toEqual(["user", "conversation", "private"]);
      await writeState({
        conversationId: id,
        userId: boId,
        writes: [{ scope: "private", data: { secret: 1 }, ifMatch: "*" }],
        by: "Kim",
        kind: "edit",
      });
      await Promise.all([ann, bo].map((page) => page.until(() => page.of("state").length === 2)));
      expect(ann.of("state")[1]).toMatchObject({ write: { kind: "edit" }, changes: [], state: {} });
      expect(JSON.stringify(ann.events)).not.toContain("secret");
      expect(bo.of("state")[1]).toMatchObject({ state: { private: { data: { secret: 1 } } } });
    });

    test("a person's own state is followed wherever it changes", async () => {
      const userId = newUserId();
      const [here, there] = [await openConversation({ userId }), await openConversation({ userId })];
      const page = new TestPage();
      await page.watch(here.id, userId);
      await there.say("hello");
      await page.until(() => page.of("state").length === 1);
      expect(page.of("state")[0]).toMatchObject({
        conversationId: here.id,
        turn: null,
        write: null,
        changes: [{ scope: "user", path: "/count", kind: "added" }],
        state: { user: { data: { count: 1 } } },
      });
      expect(Object.keys(page.of("state")[0]?.state ?? {})).toEqual(["user"]);
    });

    test("edits by hand reach every page, each with what it has not got yet", async () => {
      const { id, userId, say } = await openConversation();
      await say("hello");
      const [one, other] = [new TestPage(), new TestPage()];
      await Promise.all([one.watch(id, userId), other.watch(id, userId)]);
      await writeState({ conversationId: id, writes: [{ scope: "user", data: { count: 7 }, ifMatch: "*" }], by: "Kim", kind: "edit" });
      for (const page of [one, other]) {
        await page.until(() => page.of("state").length === 1);
        expect(page.of("state")[0]).toMatchObject({
          turn: null,
          write: { kind: "edit", by: "Kim", afterTurn: 2, counts: { user: { changed: 1 } } },
          changes: [{ scope: "user", path: "/count", before: 1, after: 7 }],
          state: { user: { data: { count: 7 }, updatedBy: { kind: "tester", name: "Kim" } } },
        });
        expect(Object.keys(page.of("state")[0]?.state ?? {})).toEqual(["user"]);
      }
    });

    test("a dialog that goes is told as gone", async () => {
      const { id, userId } = await openConversation();
      const dialog = { dialogStack: [{ id: "root" }] };
      await writeState({ conversationId: id, writes: [{ scope: "dialog", data: dialog, ifMatch: "*" }], by: "Kim", kind: "edit" });
      const page = new TestPage();
      expect((await page.watch(id, userId)).state.dialog.data).toEqual(dialog);
      await writeState({ conversationId: id, writes: [{ scope: "dialog", data: null, ifMatch: "*" }], by: "Kim", kind: "reset" });
      await page.until(() => page.of("state").length === 1);
      expect(page.of("state")[0]?.state).toMatchObject({ dialog: { data: null, eTag: null }, conversation: { data: null, eTag: null } });
    });

    test("what a bot writes outside its turns is shown too", async () => {
      const { id, userId } = await openConversation();
      const page = new TestPage();
      await page.watch(id, userId);
      await directStorage("scripted").write({ [`emulator/users/${userId}/`]: { late: true } });
      await page.until(() => page.of("state").length === 1);
      expect(page.of("state")[0]).toMatchObject({ turn: null, write: null, state: { user: { data: { late: true } } } });
    });

    test("a turn that changed nothing is told without repeating any state", async () => {
      const { id, userId, say } = await openConversation();
      await say("hello");
      onHearing("nothing", async () => {});
      const page = new TestPage();
      await page.watch(id, userId);
      await say("nothing");
      await page.until(() => page.of("turn").length === 2);
      expect(page.of("state")).toMatchObject([{ turn: 3, changes: [], state: {} }]);
    });
  });

  describe("posting", () => {
    test("is answered with the activity's id, and the page sees its own activity once", async () => {
      const { id, userId } = await openConversation();
      const page = new TestPage();
      await page.watch(id, userId);
      const activity = { type: "message", text: "hello", from: { id: userId }, channelData: { clientActivityID: newUserId() } };
      page.request({ type: "post", requestId: "r1", conversationId: id, activity });
      page.request({ type: "post", requestId: "r2", conversationId: id, activity });
      await page.until(() => page.of("posted").length === 2 && page.of("turn").length === 2);
      const [first, second] = page.of("posted");
      expect([first?.requestId, second?.requestId].sort()).toEqual(["r1", "r2"]);
      expect(second?.activityId).toBe(first?.activityId);
      expect(page.positions()).toEqual([0, 1, 2]);
    });

    test("an activity that the bot changes is sent again in its place", async () => {
      const { id, userId, say } = await openConversation();
      const mayChange = deferred();
      onHearing("change", async ({ context }) => {
        const sent = await context.sendActivity("before");
        await mayChange.promise;
        await context.updateActivity({ id: sent?.id, type: "message", text: "after" });
        await context.sendActivity("more");
      });
      const page = new TestPage();
      await page.watch(id, userId);
      const turn = say("change");
      await page.until(() => page.positions().includes(2));
      mayChange.resolve();
      await turn;
      await page.until(() => page.positions().includes(3));
      const changed = page
        .of("activities")
        .flatMap(({ activities, watermark }) => activities.map(({ position, activity }) => ({ position, text: activity.text, watermark })));
      expect(changed.slice(1)).toEqual([
        { position: 2, text: "before", watermark: 3 },
        { position: 2, text: "after", watermark: 3 },
        { position: 3, text: "more", watermark: 4 },
      ]);
    });

    test.each([
      ["no JSON", "{"],
      ["nothing", ""],
      ["an unknown type", '{"type":"drop"}'],
      ["a missing member", '{"type":"watch","conversationId":"c"}'],
      ["a wrong member", '{"type":"watch","conversationId":"c","userId":"u","watermark":-1}'],
      ["a list", "[]"],
    ])("a frame with %s is refused, and the session goes on", async (_, frame) => {
      const page = new TestPage();
      page.receive(frame);
      expect(page.events).toMatchObject([{ type: "refused", requestId: null, problem: { code: "invalid_request", status: 422 } }]);
      page.request({ type: "ping" });
      expect(page.events[1]).toEqual({ type: "pong" });
      expect(page.errors).toEqual([]);
    });

    test("refusals name the request and the reason, and nothing is logged for them", async () => {
      const { id, userId, say } = await openConversation();
      const page = new TestPage();
      const post = (requestId: string, conversationId: string, activity: unknown) =>
        page.request({ type: "post", requestId, conversationId, activity });
      post("unknown", "nowhere", { type: "message" });
      post("invalid", id, { type: 5 });
      post("nothing", id, null);
      post("bot", id, { type: "message", from: { id: "scripted" } });
      page.request({ type: "watch", conversationId: "nowhere", userId, watermark: null });
      await page.until(() => page.of("refused").length === 5);
      const codes = Object.fromEntries(page.of("refused").map(({ requestId, problem }) => [String(requestId), problem.code]));
      expect(codes).toEqual({
        unknown: "conversation_not_found",
        invalid: "invalid_activity",
        nothing: "invalid_activity",
        bot: "invalid_activity",
        null: "conversation_not_found",
      });
      await page.watch(id, userId);
      await say("still here");
      await page.until(() => page.of("turn").length === 2);
      expect(page.errors).toEqual([]);
    });

    test("a watch that is refused ends the one before", async () => {
      const { id, userId, say } = await openConversation();
      const page = new TestPage();
      await page.watch(id, userId);
      page.request({ type: "watch", conversationId: "nowhere", userId, watermark: null });
      await page.until(() => page.of("refused").length === 1);
      await say("unseen");
      await page.watch(id, userId);
      expect(page.of("activities")).toEqual([]);
    });
  });

  test("events of a page that watches nothing yet do not pile up", async () => {
    const page = new TestPage();
    bus().publish({ type: "activities", conversationId: "x", activities: [], watermark: 1 });
    page.request({ type: "ping" });
    expect(page.events).toEqual([{ type: "pong" }]);
  });

  test("a conversation is loaded once, however many ask for it at the same moment", async () => {
    const { conversationId } = await startConversation({ botId: "scripted" });
    Reflect.deleteProperty(globalThis, Symbol.for("turnscope.active-conversations"));
    const loaded = await Promise.all(Array.from({ length: 10 }, () => requireActiveConversation(conversationId)));
    expect(new Set(loaded).size).toBe(1);
  });
});
