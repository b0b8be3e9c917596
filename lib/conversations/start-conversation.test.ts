import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type ConversationSummary, maskedText, newConversationId, newUserId } from "@/lib/model";
import { requireConversation } from "./active-conversation";
import { listConversations } from "./list-conversations";
import { listTurns } from "./list-turns";
import { requireTurn } from "./require-turn";
import { startConversation } from "./start-conversation";
import { loadScriptedBot, openConversation, textsOf } from "./testing/conversation";
import { writeState } from "./write-state";

loadScriptedBot();

onEachDatabase(() => {
  describe("starting", () => {
    test("makes up what was left out, and lets the bot greet", async () => {
      const started = await startConversation({ botId: "state-management" });
      const { conversationId, user } = started;
      expect(started).toEqual({
        conversationId,
        botId: "state-management",
        user: { id: user.id, name: "User" },
        url: `/c/${conversationId}`,
      });
      const greeting = await requireTurn(conversationId, 1);
      expect(textsOf(greeting)).toEqual(["Welcome to State Bot Sample. Type anything to get started."]);
      expect(greeting).toMatchObject({
        outcome: "completed",
        activity: { type: "conversationUpdate", membersAdded: [{ id: "state-management" }, user] },
      });
    });

    test("somebody whose name is known masked only keeps it with a bot that knows them, and with no other", async () => {
      const id = newUserId();
      await startConversation({ botId: "scripted", user: { id, name: "Ann" } });
      const nameWith = async (botId: string) => (await startConversation({ botId, user: { id, name: maskedText } })).user.name;
      expect([await nameWith("scripted"), await nameWith("state-management")]).toEqual(["Ann", id]);
    });

    test("takes ids as long as the API lets through, whatever they are written in", async () => {
      const [conversationId, id] = ["日".repeat(433), `${"月".repeat(430)}${newUserId().slice(-9)}`];
      await startConversation({ botId: "scripted", conversationId, user: { id } });
      expect((await requireConversation(conversationId)).members).toEqual([{ id, name: id }]);
    });

    test("the start state is there before the bot hears anything, as a write of its own", async () => {
      const user = { id: newUserId(), name: "Ann" };
      const state = {
        user: { userProfile: { name: "Ann" } },
        conversation: { conversationData: { promptedForUserName: false } },
        private: { a: 1 },
      };
      const { conversationId } = await startConversation({ botId: "state-management", user, state });
      const { turns, writes } = await listTurns(conversationId);
      expect(turns.map(({ number }) => number)).toEqual([1]);
      expect(writes).toMatchObject([{ kind: "start", by: "Ann", afterTurn: 0, counts: { user: { added: 1 }, private: { added: 1 } } }]);
    });

    test("a start state may be hostile", async () => {
      const state = { user: JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": 1, "half": "\\ud83d", "nul": "\\u0000"}') };
      const userId = newUserId();
      const { conversationId } = await startConversation({ botId: "scripted", user: { id: userId }, state });
      const stored = await writeState({ conversationId, writes: [], kind: "edit", by: "Kim" });
      expect(JSON.stringify(stored.state.user.data)).toBe(JSON.stringify(state.user));
    });

    test("an id that is taken is refused, also when two ask for it at once", async () => {
      const conversationId = newConversationId();
      const settled = await Promise.allSettled(Array.from({ length: 5 }, () => startConversation({ botId: "scripted", conversationId })));
      expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const one of settled) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conversation_exists" });
      expect(await requireConversation(conversationId)).toMatchObject({ turnCount: 1, members: [{ name: "User" }] });
    });

    test("what is refused leaves nothing behind", async () => {
      const conversationId = newConversationId();
      const user = { id: newUserId() };
      const tooLarge = { text: "x".repeat(5 * 1024 * 1024) };
      const attempts = [
        startConversation({ botId: "nobody", conversationId }),
        startConversation({ botId: "scripted", conversationId, user: { id: "scripted" } }),
        startConversation({ botId: "scripted", conversationId, user, state: { user: { a: 1 }, private: tooLarge } }),
      ];
      const codes = (await Promise.allSettled(attempts)).map((one) => (one.status === "rejected" ? one.reason.code : null));
      expect(codes).toEqual(["bot_not_found", "invalid_request", "item_too_large"]);
      await expect(requireConversation(conversationId)).rejects.toMatchObject({ code: "conversation_not_found" });
      const { data } = await openConversation({ userId: user.id });
      expect((await data()).user).toBeNull();
    });

    test("ids that no private item could have are refused before anything is written", async () => {
      const conversationId = `${newConversationId()}${"c".repeat(480)}`;
      const request = { botId: "scripted", conversationId, user: { id: "u".repeat(500) }, state: { user: { a: 1 }, private: { a: 1 } } };
      await expect(startConversation(request)).rejects.toMatchObject({ code: "key_too_long" });
      await expect(requireConversation(conversationId)).rejects.toMatchObject({ code: "conversation_not_found" });
    });
  });

  describe("listing", () => {
    test("conversations come newest activity first, a hundred a page, each once", async () => {
      const started: string[] = [];
      for (let round = 0; round < 5; round += 1) {
        const some = await Promise.all(Array.from({ length: 21 }, () => openConversation({ botId: "state-management" })));
        started.push(...some.map(({ id }) => id));
      }
      const listed: ConversationSummary[] = [];
      const sizes: number[] = [];
      for (let cursor: string | null | undefined = undefined; cursor !== null; ) {
        const page = await listConversations({ botId: "state-management", cursor });
        listed.push(...page.conversations);
        sizes.push(page.conversations.length);
        cursor = page.cursor;
      }
      expect(sizes[0]).toBe(100);
      const ids = listed.map(({ conversationId }) => conversationId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(started));
      const times = listed.map(({ lastActivityAt }) => lastActivityAt);
      expect(times).toEqual([...times].sort().reverse());
    });

    test("one bot's conversations are not another's, and who spoke last comes first", async () => {
      const [one, other] = [await openConversation(), await openConversation()];
      await one.say("hello");
      const { conversations } = await listConversations({ botId: "scripted" });
      expect(conversations.slice(0, 2).map(({ conversationId }) => conversationId)).toEqual([one.id, other.id]);
      expect(new Set(conversations.map(({ botId }) => botId))).toEqual(new Set(["scripted"]));
      expect((await listConversations({ botId: "nobody" })).conversations).toEqual([]);
    });

    test.each(["", "x", "bnVsbA", Buffer.from('["a"]').toString("base64url"), Buffer.from("[1,2]").toString("base64url")])(
      "the cursor %j was not made by us",
      async (cursor) => {
        await expect(listConversations({ cursor })).rejects.toMatchObject({ code: "invalid_cursor" });
      },
    );

    test("turns come in pages with the writes between them, each once", async () => {
      const { id, say } = await openConversation();
      const edit = (data: { a: number }) =>
        writeState({ conversationId: id, writes: [{ scope: "private", data, ifMatch: "*" }], by: "Kim", kind: "edit" });
      await edit({ a: 0 });
      for (let a = 1; a <= 6; a += 1) {
        await say(`${a}`);
        await edit({ a });
      }
      const turns: number[] = [];
      const writes: number[] = [];
      for (let before: number | null | undefined = undefined; before !== null; ) {
        const page: Awaited<ReturnType<typeof listTurns>> = await listTurns(id, { before, limit: 3 });
        turns.unshift(...page.turns.map(({ number }) => number));
        writes.unshift(...page.writes.map(({ afterTurn }) => afterTurn));
        before = page.cursor;
      }
      expect(turns).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(writes).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect((await listTurns(id, { before: Number.MAX_SAFE_INTEGER })).turns).toHaveLength(7);
      await expect(requireTurn(id, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ code: "turn_not_found" });
    });
  });
});
