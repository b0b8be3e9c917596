import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type JsonObject, newUserId, type SnapshotState, snapshotFile } from "@/lib/model";
import { listTurns } from "../list-turns";
import { readState } from "../read-state";
import { startConversation } from "../start-conversation";
import { loadScriptedBot, openConversation } from "../testing/conversation";
import { onHearing } from "../testing/scripted-bot";
import { applySnapshot } from "./apply-snapshot";
import { deleteSnapshot } from "./delete-snapshot";
import { listSnapshots } from "./list-snapshots";
import { importSnapshot, saveSnapshot } from "./save-snapshot";
import { requireSnapshot } from "./snapshot-row";

loadScriptedBot();

const stack = { dialogStack: [{ id: "root", state: { step: 1 } }] };

function fileWith(state: Partial<SnapshotState>) {
  const rest = {
    format: "turnscope-snapshot",
    version: 1,
    name: "made",
    botId: "scripted",
    createdAt: "2026-01-01T00:00:00Z",
    createdBy: "Kim",
  };
  return snapshotFile.parse({ ...rest, state: { user: null, conversation: null, private: null, dialog: null, ...state } });
}

onEachDatabase(() => {
  describe("saving", () => {
    test("keeps the four scopes as shown, who saved them, and after which turn", async () => {
      const { id, userId, say, data } = await openConversation();
      await say("hello");
      const saved = await saveSnapshot({ name: "half-filled", conversationId: id, by: "Zoë" });
      expect(saved).toMatchObject({ name: "half-filled", botId: "scripted", createdBy: "Zoë", conversationId: id, userId, afterTurn: 2 });
      const { user, conversation, private: privately } = await data();
      expect((await requireSnapshot(saved.id)).state).toEqual({ user, conversation, private: privately, dialog: null });
    });

    test("what is said afterwards does not change it", async () => {
      const { id, say } = await openConversation();
      await say("one");
      const saved = await saveSnapshot({ name: "first", conversationId: id, by: "Kim" });
      const before = await requireSnapshot(saved.id);
      await say("two");
      expect(await requireSnapshot(saved.id)).toEqual(before);
    });

    test("the newest is listed first, one bot's apart from another's, and a deleted one no longer", async () => {
      const [one, other] = [await openConversation(), await openConversation({ botId: "state-management" })];
      const first = await saveSnapshot({ name: "a", conversationId: one.id, by: "Kim" });
      const foreign = await saveSnapshot({ name: "b", conversationId: other.id, by: "Kim" });
      const second = await saveSnapshot({ name: "a", conversationId: one.id, by: "Kim" });
      const ids = async (botId?: string) => (await listSnapshots({ botId })).snapshots.map(({ id }) => id);
      expect((await ids()).slice(0, 3)).toEqual(expect.arrayContaining([first.id, foreign.id, second.id]));
      expect(await ids("state-management")).toEqual([foreign.id]);
      expect(await deleteSnapshot(first.id)).toEqual(first);
      expect(await ids("scripted")).not.toContain(first.id);
      await expect(requireSnapshot(first.id)).rejects.toMatchObject({ code: "snapshot_not_found" });
      await expect(deleteSnapshot(first.id)).rejects.toMatchObject({ code: "snapshot_not_found" });
    });
  });

  describe("applying", () => {
    test("brings everything back and removes what was not there, as one entry on the timeline", async () => {
      const { id, say, data } = await openConversation();
      const empty = await saveSnapshot({ name: "empty", conversationId: id, by: "Kim" });
      await say("one");
      const saved = await saveSnapshot({ name: "one", conversationId: id, by: "Kim" });
      const afterOne = await data();
      await say("two");
      await applySnapshot(saved.id, { conversationId: id, by: "Zoë" });
      expect(await data()).toEqual(afterOne);
      await applySnapshot(empty.id, { conversationId: id, by: "Zoë" });
      expect(await data()).toEqual({ user: null, conversation: null, private: null, dialog: null });
      expect((await listTurns(id)).writes).toMatchObject([
        { kind: "snapshot", by: "Zoë", afterTurn: 3, counts: { user: { changed: 1 } } },
        { kind: "snapshot", by: "Zoë", afterTurn: 3, counts: { user: { removed: 1 } } },
      ]);
    });

    test("a scope that changed since it was read is told with its current value, and nothing is written", async () => {
      const { id, say, scopes } = await openConversation();
      const saved = await saveSnapshot({ name: "empty", conversationId: id, by: "Kim" });
      await say("one");
      const { user, private: privately } = await scopes();
      await say("two");
      const now = await scopes();
      const attempt = applySnapshot(saved.id, { conversationId: id, eTags: { user: user.eTag, private: privately.eTag }, by: "Kim" });
      await expect(attempt).rejects.toMatchObject({ code: "stale_etag", details: { current: { user: now.user, private: now.private } } });
      expect(await scopes()).toEqual(now);
      await applySnapshot(saved.id, { conversationId: id, eTags: { user: now.user.eTag }, by: "Kim" });
      expect((await scopes()).user.data).toBeNull();
    });

    test("a dialog comes back where it was and under its own name, whatever stands there now", async () => {
      const { id, say, scopes, data } = await openConversation();
      onHearing("begin as Plan", async ({ storage }) => {
        await storage.write({ [`emulator/conversations/${id}/`]: { topic: "travel", Plan: stack } });
      });
      onHearing("begin as Other", async ({ storage }) => {
        await storage.write({ [`emulator/conversations/${id}/`]: { topic: "food", Other: { dialogStack: [] } } });
      });
      await say("begin as Plan");
      const saved = await saveSnapshot({ name: "mid-dialog", conversationId: id, by: "Kim" });
      const before = await data();
      await say("begin as Other");
      await applySnapshot(saved.id, { conversationId: id, by: "Kim" });
      expect(await data()).toEqual(before);
      expect((await scopes()).dialog.property).toBe("Plan");
      const { conversationId } = await startConversation({ botId: "scripted", snapshotId: saved.id });
      expect((await readState(conversationId)).dialog).toMatchObject({ property: "Plan", data: stack });
    });

    test("a v3 dialog goes back into the private item", async () => {
      const dialog: SnapshotState["dialog"] = {
        item: "private",
        property: "BotBuilder.Data.SessionState",
        data: { callstack: [{ id: "BotBuilder:prompt" }] },
      };
      const { id } = await importSnapshot(fileWith({ conversation: { a: 1 }, dialog }));
      const { id: conversationId } = await openConversation();
      await applySnapshot(id, { conversationId, by: "Kim" });
      const { id: again } = await saveSnapshot({ name: "again", conversationId, by: "Kim" });
      expect((await requireSnapshot(again)).state).toEqual({ user: null, conversation: { a: 1 }, private: null, dialog });
    });

    test("whatever a file holds, applying and saving gives it back", async () => {
      const { id: conversationId } = await openConversation();
      const anyObject = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "\0", "\ud83d")), fc.jsonValue());
      const anyItem = fc.option(anyObject.map((data) => JSON.parse(JSON.stringify(data)) as JsonObject));
      const anyDialog = fc.option(fc.constant({ item: "conversation", property: "DialogState", data: stack } as const));
      const anyState = fc.record({ user: anyItem, conversation: anyItem, private: anyItem, dialog: anyDialog });
      await fc.assert(
        fc.asyncProperty(anyState, async (state) => {
          const { id } = await importSnapshot(fileWith(state));
          await applySnapshot(id, { conversationId, by: "Kim" });
          const saved = await saveSnapshot({ name: "again", conversationId, by: "Kim" });
          const again = (await requireSnapshot(saved.id)).state;
          // An item that holds a dialog and nothing else is shown as no conversation state.
          const isHidden = state.dialog !== null && Object.keys(state.conversation ?? {}).length === 0;
          const wanted = isHidden ? { ...state, conversation: null } : state;
          expect(JSON.stringify(again)).toBe(JSON.stringify({ ...again, ...wanted }));
        }),
        { numRuns: 30 },
      );
    });
  });

  describe("starting from one", () => {
    test("the state is there before the bot hears anything, for a person of its own", async () => {
      const { id, say, data } = await openConversation();
      await say("one");
      const saved = await saveSnapshot({ name: "one", conversationId: id, by: "Kim" });
      const user = { id: newUserId() };
      const { conversationId } = await startConversation({ botId: "scripted", user, snapshotId: saved.id });
      const state = await readState(conversationId);
      expect([state.user.data, state.conversation.data, state.private.data]).toEqual([{ count: 1 }, { count: 1 }, { count: 1 }]);
      expect((await listTurns(conversationId)).writes).toMatchObject([{ kind: "start", afterTurn: 0 }]);
      await say("two");
      expect((await readState(conversationId)).user.data).toEqual({ count: 1 });
      expect((await data()).user).toEqual({ count: 2 });
    });

    test("a scope that is given too goes before the snapshot's", async () => {
      const { id } = await importSnapshot(fileWith({ user: { a: 1 }, private: { b: 1 } }));
      const { conversationId } = await startConversation({ botId: "scripted", snapshotId: id, state: { user: { a: 2 } } });
      const state = await readState(conversationId);
      expect([state.user.data, state.conversation.data, state.private.data]).toEqual([{ a: 2 }, null, { b: 1 }]);
    });

    test("what a person had with the bot before goes when the snapshot does not hold it", async () => {
      const { userId } = await openConversation();
      const { id } = await importSnapshot(fileWith({ private: { b: 1 } }));
      const begin = { botId: "scripted", user: { id: userId } };
      await startConversation({ ...begin, state: { user: { a: 1 } } });
      const { conversationId } = await startConversation({ ...begin, snapshotId: id });
      expect((await readState(conversationId)).user.data).toBeNull();
    });

    test("one that is gone starts nothing", async () => {
      const conversationId = `c-${newUserId()}`;
      const attempt = startConversation({ botId: "scripted", conversationId, snapshotId: "s-gone" });
      await expect(attempt).rejects.toMatchObject({ code: "snapshot_not_found" });
      await expect(readState(conversationId)).rejects.toMatchObject({ code: "conversation_not_found" });
    });
  });
});
