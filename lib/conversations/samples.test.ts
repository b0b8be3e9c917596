import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { newUserId, type Scope } from "@/lib/model";
import { listBots } from "./bot-settings";
import { listTurns } from "./list-turns";
import { requireTurn } from "./require-turn";
import { openConversation, type TestConversation, textsOf } from "./testing/conversation";
import { TestPage } from "./testing/test-page";
import { writeState } from "./write-state";

process.env.TURNSCOPE_BOTS = fileURLToPath(new URL("../../e2e/bots/index.js", import.meta.url));

onEachDatabase(() => {
  describe.each(["state-management", "state-management-agents"])("%s", (botId) => {
    test("remembers as the table of the sample says, and every turn tells what it changed", async () => {
      const { say, data, userId } = await openConversation({ botId });
      expect(textsOf(await say("hi"))).toEqual(["What is your name?"]);
      expect(await data()).toEqual({
        user: { userProfile: {} },
        conversation: { conversationData: { promptedForUserName: true } },
        private: null,
        dialog: null,
      });
      const named = await say("Ann");
      expect(textsOf(named)).toEqual(["Thanks Ann. To see conversation data, type anything."]);
      expect(named.changes).toEqual([
        { scope: "user", path: "/userProfile/name", kind: "added", after: "Ann" },
        { scope: "conversation", path: "/conversationData/promptedForUserName", kind: "changed", before: true, after: false },
      ]);
      expect(textsOf(await say("hello"))).toEqual([
        "Ann sent: hello",
        expect.stringMatching(/^Message received at: /),
        "Message received from: emulator",
      ]);
      const elsewhere = await openConversation({ botId, userId });
      expect(textsOf(await elsewhere.say("hello"))[0]).toBe("Ann sent: hello");
    });

    test("uses a name that was edited by hand in its next turn", async () => {
      const { id, say, scopes } = await openConversation({ botId });
      await say("hi");
      await say("Ann");
      const { eTag } = (await scopes()).user;
      await edit(id, "user", { userProfile: { name: "Zoë" } }, eTag);
      expect(textsOf(await say("hello"))[0]).toBe("Zoë sent: hello");
    });

    test("greets as on first contact after everything was reset, and goes on as before after that is undone", async () => {
      const { id, say, scopes, data } = await openConversation({ botId });
      await say("hi");
      await say("Ann");
      const before = await data();
      const { removed } = await resetAll(id);
      expect(removed.map(({ scope }) => scope)).toEqual(["user", "conversation"]);
      expect(textsOf(await say("hi"))).toEqual(["What is your name?"]);
      await resetAll(id);
      await writeState({
        conversationId: id,
        writes: removed.map(({ scope, data }) => ({ scope, data, ifMatch: null })),
        by: "Kim",
        kind: "undo",
      });
      expect(await data()).toEqual(before);
      expect(textsOf(await say("hello"))[0]).toBe("Ann sent: hello");
      expect((await scopes()).user.updatedBy).toEqual({ kind: "tester", name: "Kim" });
      expect((await listTurns(id)).writes.map(({ kind }) => kind)).toEqual(["reset", "reset", "undo"]);
    });

    test("throws over a state that it cannot use, and says so at that turn", async () => {
      const { id, say, data } = await openConversation({ botId });
      await say("hi");
      await say("Ann");
      await edit(id, "conversation", { conversationData: null }, "*");
      const turn = await say("hello");
      expect(turn).toMatchObject({ outcome: "failed", error: { name: "TypeError", stack: expect.stringContaining(botId) } });
      expect(turn.replies.map((reply) => (reply as { type: string }).type)).toEqual(["trace", "message", "message"]);
      expect(await data()).toMatchObject({ user: { userProfile: { name: "Ann" } }, conversation: null });
      expect(await requireTurn(id, turn.number)).toEqual(turn);
    });
  });

  describe("profile", () => {
    test("keeps its steps in the dialog, where they can be edited, taken away and brought back", async () => {
      const { id, say, data, scopes } = await openConversation({ botId: "profile" });
      for (const text of ["hello", "Ann", "thirty two"]) await say(text);
      const { dialog } = await scopes();
      expect(dialog.property).toBe("dialogState");
      expect((await data()).conversation).toBeNull();
      expect(JSON.stringify(dialog.data)).toContain('"Ann"');
      await edit(id, "dialog", JSON.parse(JSON.stringify(dialog.data).replaceAll('"Ann"', '"Zoë"')), dialog.eTag);
      expect(textsOf(await say("14 March 1994"))).toEqual([expect.stringContaining("Zoë")]);

      const { removed } = await writeState({
        conversationId: id,
        writes: [{ scope: "dialog", data: null, ifMatch: "*" }],
        by: "Kim",
        kind: "reset",
      });
      expect((await data()).dialog).toBeNull();
      await writeState({
        conversationId: id,
        writes: removed.map(({ scope, data }) => ({ scope, data, ifMatch: "*" })),
        by: "Kim",
        kind: "undo",
      });
      expect(textsOf(await say("yes"))).toEqual(["Hello Zoë!"]);
      expect(await data()).toEqual({
        user: { profile: { name: "Zoë", age: 32, birthday: "1994-03-14" } },
        conversation: null,
        private: null,
        dialog: { dialogStack: [] },
      });
    });

    test("begins anew when its dialog was reset", async () => {
      const { id, say } = await openConversation({ botId: "profile" });
      await say("hello");
      await writeState({ conversationId: id, writes: [{ scope: "dialog", data: null, ifMatch: "*" }], by: "Kim", kind: "reset" });
      expect(textsOf(await say("Ann"))).toEqual(["Hi! What is your name?"]);
    });
  });

  test("trip planner: what is private to each goes for both when the trip is agreed, and each page is told of its own", async () => {
    const { id, userId: ann, say, data } = await openConversation({ botId: "trip-planner" });
    const bo = newUserId();
    await say("hello");
    await say("my budget is 900 euros");
    await say("my budget is 800 euros", bo);
    expect((await data(ann)).private).toEqual({ wishes: { budgetEur: 900 } });
    expect((await data(bo)).private).toEqual({ wishes: { budgetEur: 800 } });
    const [annsPage, bosPage] = [new TestPage(), new TestPage()];
    await annsPage.watch(id, ann);
    await bosPage.watch(id, bo);
    await say("my budget is 850 euros", bo);
    await bosPage.until(() => bosPage.of("turn").length === 2);
    await annsPage.until(() => annsPage.of("turn").length === 2);
    expect(bosPage.of("state")[0]?.state.private?.data).toEqual({ wishes: { budgetEur: 850 } });
    expect(annsPage.of("state")[0]?.state.private).toBeUndefined();
  });

  describe("a person's own bots", () => {
    const open = (): Promise<TestConversation> => openConversation({ botId: "faulty" });

    test("are listed beside the samples, those that do not load with their reason", async () => {
      const bots = await listBots();
      expect(bots.find(({ id }) => id === "faulty")).toMatchObject({ status: "ready", host: "botframework-v4" });
      expect(bots.find(({ id }) => id === "broken")).toMatchObject({ status: "failed", error: "The broken bot always fails to start." });
      await expect(openConversation({ botId: "broken" })).rejects.toMatchObject({ code: "bot_failed_to_load" });
    });

    test("may throw, with a handler of their own or without", async () => {
      const { say } = await open();
      const unhandled = await say("throw");
      expect(unhandled).toMatchObject({ outcome: "failed", error: { message: "thrown on request" }, replies: [] });
      const handled = await say("throw handled");
      expect(handled).toMatchObject({ outcome: "failed", error: { message: "thrown and handled" } });
      expect(textsOf(handled)).toEqual(["Sorry, that went wrong."]);
    });

    test("may say much, slowly and late", async () => {
      const { id, say } = await open();
      expect(textsOf(await say("many 60"))).toEqual(Array.from({ length: 60 }, (_, index) => `message ${index + 1} of 60`));
      expect(textsOf(await say("slow 5"))).toEqual(["replied after 5 ms"]);
      const page = new TestPage();
      await page.watch(id, "u");
      const late = await say("late 5");
      await page.until(() =>
        page.of("activities").some(({ activities }) => activities.some(({ activity }) => activity.text === "late by 5 ms")),
      );
      expect(textsOf(await requireTurn(id, late.number))).toEqual(["later", "late by 5 ms"]);
    });

    test("may send what no page shows: traces stay in the log", async () => {
      const { say } = await open();
      expect((await say("trace")).replies.map((reply) => (reply as { type: string }).type)).toEqual(["trace", "message"]);
    });

    test("may keep five thousand leaves, which come as five thousand changes", async () => {
      const { id, say } = await open();
      const turn = await say("leaves 5000");
      expect(turn.changes).toHaveLength(5000);
      expect((await requireTurn(id, turn.number)).changes).toEqual(turn.changes);
    });

    test("may put something first in a list, which is one change", async () => {
      const { say } = await open();
      await say("list");
      await say("list");
      expect((await say("list")).changes).toEqual([
        { scope: "user", path: "/list/0", kind: "added", after: { id: "item-3", text: "item 3" } },
      ]);
    });
  });
});

function edit(conversationId: string, scope: Scope, data: Parameters<typeof writeState>[0]["writes"][0]["data"], ifMatch: string | null) {
  return writeState({ conversationId, writes: [{ scope, data, ifMatch }], by: "Kim", kind: "edit" });
}

function resetAll(conversationId: string) {
  const writes = (["user", "conversation", "private", "dialog"] as const).map((scope) => ({ scope, data: null, ifMatch: "*" }));
  return writeState({ conversationId, writes, by: "Kim", kind: "reset" });
}
