import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type JsonObject, setOwn } from "@/lib/model";
import { directStorage } from "@/lib/state";
import { listTurns } from "./list-turns";
import { requireTurn } from "./require-turn";
import { deferred, loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { onHearing } from "./testing/scripted-bot";

loadScriptedBot();

onEachDatabase(() => {
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
