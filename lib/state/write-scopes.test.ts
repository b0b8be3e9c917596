import { describe, expect, onTestFinished, test } from "vitest";
import { type Db, sql } from "@/lib/db";
import { onEachDatabase, type TestDatabase } from "@/lib/db/testing";
import { type BusEvent, bus } from "@/lib/live";
import {
  type AllScopes,
  isHarnessError,
  type JsonObject,
  newConversationId,
  newUserId,
  type Scope,
  type StorageKeyStyle,
  setOwn,
} from "@/lib/model";
import { directStorage } from "./direct-storage";
import { conversationGate, gates, itemGate, userGate } from "./gates";
import { listChangesOfWrite } from "./list-changes";
import { readScopes } from "./read-scopes";
import type { ScopeAddress } from "./scope-items";
import { itemIdOf } from "./store-item";
import { inTurn } from "./testing/in-turn";
import { type ScopeWrite, writeScopes } from "./write-scopes";

const dialog = { dialogStack: [{ id: "root", state: { stepIndex: 1 } }] };
const v3Property = "BotBuilder.Data.SessionState";

onEachDatabase((database) => {
  describe("reading", () => {
    test("a person nobody has written about has four empty scopes", async () => {
      const nothing = { data: null, eTag: null, bytes: 0, updatedAt: null, updatedBy: null };
      expect(await readScopes(newAddress())).toEqual({ user: nothing, conversation: nothing, private: nothing, dialog: nothing });
    });

    test("a scope says what is stored, its size, when and by whose turn", async () => {
      const address = newAddress();
      await botWrites(address, { user: { name: "Zoë" } }, 7);
      const { user } = await readScopes(address);
      expect(user).toMatchObject({ data: { name: "Zoë" }, bytes: 15, eTag: expect.any(String), updatedAt: expect.any(String) });
      expect(user.updatedBy).toEqual({ kind: "bot", conversationId: address.conversationId, turn: 7 });
    });

    test("the dialog stack is shown apart from the conversation item that holds it", async () => {
      const address = newAddress();
      await botWrites(address, { conversation: { topic: "trip", dialogState: dialog } });
      const { conversation, dialog: shown } = await readScopes(address);
      expect(conversation.data).toEqual({ topic: "trip" });
      expect(shown).toMatchObject({ data: dialog, property: "dialogState", eTag: conversation.eTag });
      expect(conversation.bytes + shown.bytes).toBeLessThan(JSON.stringify({ topic: "trip", dialogState: dialog }).length);
    });

    test("an item that is all dialog leaves its scope empty, with the eTag that a write must name", async () => {
      const address = newAddress();
      await botWrites(address, { conversation: { dialogState: dialog } });
      const { conversation, dialog: shown } = await readScopes(address);
      expect(conversation).toMatchObject({ data: null, bytes: 0, eTag: shown.eTag });
    });

    test("a v3 stack is found in the private item", async () => {
      const address = newAddress();
      await botWrites(address, { private: { step: 1, [v3Property]: { callstack: [] } }, conversation: { topic: "trip" } });
      const { private: privately, dialog: shown, conversation } = await readScopes(address);
      expect([privately.data, conversation.data]).toEqual([{ step: 1 }, { topic: "trip" }]);
      expect(shown).toMatchObject({ data: { callstack: [] }, property: v3Property, eTag: privately.eTag });
    });

    test.each<StorageKeyStyle>(["state-class", "plain", "turn-state"])(
      "items under keys of the form %s are found, whatever the bot's own form",
      async (style) => {
        const address = newAddress();
        await botWrites({ ...address, keyStyle: style }, { user: { a: 1 }, conversation: { b: 2 } });
        const scopes = await readScopes({ ...address, keyStyle: "state-class" });
        expect([scopes.user.data, scopes.conversation.data]).toEqual([{ a: 1 }, { b: 2 }]);
      },
    );

    test("two people in one conversation share its state and keep the rest apart", async () => {
      const ann = newAddress();
      const bo = { ...ann, userId: newUserId() };
      await botWrites(ann, { user: { name: "Ann" }, conversation: { topic: "trip" }, private: { budget: 1 } });
      await botWrites(bo, { user: { name: "Bo" }, private: { budget: 2 } });
      expect(dataOf(await readScopes(ann))).toEqual({
        user: { name: "Ann" },
        conversation: { topic: "trip" },
        private: { budget: 1 },
        dialog: null,
      });
      expect(dataOf(await readScopes(bo))).toEqual({
        user: { name: "Bo" },
        conversation: { topic: "trip" },
        private: { budget: 2 },
        dialog: null,
      });
    });
  });

  describe("writing", () => {
    test.each<Scope>(["user", "conversation", "private", "dialog"])(
      "the %s scope is written, read back and removed again",
      async (scope) => {
        const address = newAddress();
        const data: JsonObject = scope === "dialog" ? dialog : { name: "Ann", list: [1, null] };
        const written = await write(address, { scope, data });
        expect(written.state[scope]).toMatchObject({ data, updatedBy: { kind: "tester", name: "Kim" } });
        expect(await readScopes(address)).toEqual(written.state);
        const removed = await write(address, { scope, data: null, ifMatch: written.state[scope].eTag });
        expect(removed.removed).toEqual([{ scope, data }]);
        expect(dataOf(removed.state)).toEqual({ user: null, conversation: null, private: null, dialog: null });
        expect(await rowsOf(database.db, address)).toMatchObject([{ data: null, etag: null, bytes: 0 }]);
      },
    );

    test("a stale eTag is refused with the current value, and nothing is written", async () => {
      const address = newAddress();
      await botWrites(address, { user: { name: "Ann" }, conversation: { topic: "trip" } });
      const read = await readScopes(address);
      await botWrites(address, { user: { name: "Bo" } });
      const before = await rowsOf(database.db, address);
      const refused = write(
        address,
        { scope: "user", data: { name: "Cy" }, ifMatch: read.user.eTag },
        { scope: "conversation", data: { topic: "work" }, ifMatch: read.conversation.eTag },
      );
      const error = await refused.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (!isHarnessError(error)) throw error;
      expect(error.code).toBe("stale_etag");
      expect(error.userMessage).toContain("user state");
      expect(error.userMessage).not.toContain("conversation state");
      const current = await readScopes(address);
      expect(error.details).toEqual({ current: { user: current.user } });
      expect(current.user.data).toEqual({ name: "Bo" });
      expect(await rowsOf(database.db, address)).toEqual(before);
    });

    test("“nothing stored” is a condition too", async () => {
      const address = newAddress();
      await write(address, { scope: "user", data: { a: 1 }, ifMatch: null });
      await expect(write(address, { scope: "user", data: { a: 2 }, ifMatch: null })).rejects.toMatchObject({ code: "stale_etag" });
      expect((await readScopes(address)).user.data).toEqual({ a: 1 });
    });

    test("editing the conversation leaves its dialog, and editing the dialog leaves the conversation", async () => {
      const address = newAddress();
      await botWrites(address, { conversation: { $type: "Dictionary", topic: "trip", DialogState: dialog, _lastAccess: "now" } });
      const { eTag } = (await readScopes(address)).conversation;
      await write(address, { scope: "conversation", data: { $type: "Dictionary", topic: "work" }, ifMatch: eTag });
      await write(address, { scope: "dialog", data: { dialogStack: [] } });
      const { conversation, dialog: shown } = await readScopes(address);
      expect(conversation.data).toEqual({ $type: "Dictionary", topic: "work" });
      expect(shown).toMatchObject({ data: { dialogStack: [] }, property: "DialogState" });
      expect(Object.keys(await botReads(address, "conversation"))).toEqual(["$type", "topic", "DialogState", "eTag"]);
    });

    test("removing the conversation leaves its dialog; removing both removes the item", async () => {
      const address = newAddress();
      await botWrites(address, { conversation: { topic: "trip", dialogState: dialog } });
      const { removed } = await write(address, { scope: "conversation", data: null });
      expect(removed).toEqual([{ scope: "conversation", data: { topic: "trip" } }]);
      expect(await botReads(address, "conversation")).toMatchObject({ dialogState: dialog });
      await write(address, { scope: "conversation", data: { topic: "work" } });
      const both = await write(address, { scope: "conversation", data: null }, { scope: "dialog", data: null });
      expect(both.removed).toEqual([
        { scope: "conversation", data: { topic: "work" } },
        { scope: "dialog", data: dialog },
      ]);
      expect(both.state.conversation.eTag).toBeNull();
    });

    test("removing what is not there removes nothing and is no write", async () => {
      const address = newAddress();
      const events = eventsOf();
      const { removed, changes } = await write(address, { scope: "user", data: null }, { scope: "dialog", data: null });
      expect([removed, changes, events]).toEqual([[], [], []]);
      expect(await writesOf(database.db, address)).toEqual([]);
    });

    test("an empty scope may be kept", async () => {
      const address = newAddress();
      const { state } = await write(address, { scope: "user", data: {} });
      expect(state.user).toMatchObject({ data: {}, eTag: expect.any(String) });
    });

    test("a dialog that is none is refused, and nothing of the call is written", async () => {
      const address = newAddress();
      const refused = write(address, { scope: "user", data: { a: 1 } }, { scope: "dialog", data: { stack: [] } });
      await expect(refused).rejects.toMatchObject({ code: "invalid_request" });
      expect(await rowsOf(database.db, address)).toEqual([]);
    });

    test("several scopes are written together or not at all", async () => {
      const address = newAddress();
      const tooLarge = { text: "x".repeat(5 * 1024 * 1024) };
      const refused = write(address, { scope: "user", data: { a: 1 } }, { scope: "private", data: tooLarge });
      await expect(refused).rejects.toMatchObject({ code: "item_too_large" });
      expect(await rowsOf(database.db, address)).toEqual([]);
      const events = eventsOf();
      await write(
        address,
        { scope: "user", data: { a: 1 } },
        { scope: "conversation", data: { b: 1 } },
        { scope: "private", data: { c: 1 } },
        { scope: "dialog", data: dialog },
      );
      expect(dataOf(await readScopes(address))).toEqual({ user: { a: 1 }, conversation: { b: 1 }, private: { c: 1 }, dialog });
      expect(await writesOf(database.db, address)).toMatchObject([{ kind: "edit", by: "Kim", after_turn: 3 }]);
      expect(events).toHaveLength(1);
    });

    test("a write is announced once it is committed, with what changed by scope", async () => {
      const address = newAddress();
      await botWrites(address, { conversation: { topic: "trip", dialogState: dialog } });
      const events = eventsOf();
      await write(address, { scope: "conversation", data: { topic: "work" } }, { scope: "dialog", data: { dialogStack: [] } });
      const { conversationId } = address;
      const counts = { conversation: { added: 0, changed: 1, removed: 0 }, dialog: { added: 0, changed: 0, removed: 1 } };
      expect(events).toEqual([
        {
          type: "state",
          conversationId,
          turn: null,
          write: { seq: expect.any(Number), kind: "edit", at: expect.any(String), by: "Kim", afterTurn: 3, counts },
          touched: [expect.objectContaining({ scope: "conversation", conversationId, userId: null, changes: expect.any(Array) })],
        },
      ]);
    });

    test("the answer's changes are those that its versions tell later", async () => {
      const address = newAddress();
      await botWrites(address, { user: { b: 1, a: 1 }, conversation: { z: 1, dialogState: dialog }, private: { c: 1 } });
      const { changes } = await write(
        address,
        { scope: "private", data: null },
        { scope: "dialog", data: { dialogStack: [] } },
        { scope: "user", data: { b: 2, a: 2 } },
      );
      const [last] = (await writesOf(database.db, address)).slice(-1);
      expect(changes).toEqual(await listChangesOfWrite(last?.seq ?? 0));
      expect(changes.map(({ scope, path }) => `${scope} ${path}`)).toEqual(["user /a", "user /b", "private /c", "dialog /dialogStack/0"]);
    });
  });

  describe("undoing", () => {
    test("a reset of everything is undone by writing what it removed", async () => {
      const address = newAddress();
      await botWrites(address, { user: { a: 1 }, conversation: { b: 1, dialogState: dialog }, private: { c: 1 } });
      const before = await readScopes(address);
      const scopes = ["user", "conversation", "private", "dialog"] as const;
      const { removed, state } = await write(address, ...scopes.map((scope) => ({ scope, data: null, ifMatch: before[scope].eTag })));
      expect(removed.map(({ scope }) => scope)).toEqual(scopes);
      const undone = await write(address, ...removed.map(({ scope, data }) => ({ scope, data, ifMatch: state[scope].eTag })));
      expect(dataOf(undone.state)).toEqual(dataOf(before));
      expect(undone.state.dialog.property).toBe("dialogState");
    });

    test("a dialog comes back under the name that the bot knows, beside other properties too", async () => {
      const address = newAddress();
      await botWrites(address, { conversation: { topic: "trip", myDialogs: dialog } });
      await botWrites(address, { conversation: { topic: "stack", myDialogs: dialog } });
      await write(address, { scope: "dialog", data: null });
      await botWrites(address, { conversation: { topic: 'a "stack"' } });
      await write(address, { scope: "dialog", data: dialog });
      expect(await botReads(address, "conversation")).toMatchObject({ topic: 'a "stack"', myDialogs: dialog });
    });

    test("a v3 dialog comes back into the private item", async () => {
      const address = newAddress();
      const stack = { callstack: [{ id: "*:/", state: {} }] };
      await botWrites(address, { private: { [v3Property]: stack }, conversation: { topic: "trip" } });
      await write(address, { scope: "dialog", data: null });
      await write(address, { scope: "dialog", data: stack });
      expect(await botReads(address, "private")).toMatchObject({ [v3Property]: stack });
      expect(await botReads(address, "conversation")).not.toHaveProperty(v3Property);
    });

    test("the first dialog of all gets the conventional name", async () => {
      const address = newAddress();
      const { state } = await write(address, { scope: "dialog", data: dialog });
      expect(state.dialog.property).toBe("DialogState");
    });

    test("a removed item comes back under the key that it had", async () => {
      const address = newAddress("state-class");
      await botWrites({ ...address, keyStyle: "turn-state" }, { user: { name: "Ann" } });
      await write(address, { scope: "user", data: null });
      await write(address, { scope: "user", data: { name: "Ann" }, ifMatch: null });
      expect(await botReads({ ...address, keyStyle: "turn-state" }, "user")).toMatchObject({ name: "Ann" });
    });
  });

  describe("hostile ids", () => {
    const ids = [
      "/",
      "%2F",
      "..",
      "a/../b",
      "users/x",
      "x/users/y",
      "/users/",
      "😀",
      "half \ud83d",
      "nul \0",
      "'\"--",
      " ",
      "é",
      "e\u0301",
      "__proto__",
      "i".repeat(450),
    ];

    test.each(ids)("%j as the id of the conversation and of the person", async (id) => {
      const unique = (text: string) => `${text}${newUserId()}`;
      const address = { ...newAddress(), conversationId: unique(id), userId: unique(id) };
      await botWrites(address, { user: { a: 1 }, conversation: { b: 1, dialogState: dialog }, private: { c: 1 } });
      const read = await readScopes(address);
      expect(dataOf(read)).toEqual({ user: { a: 1 }, conversation: { b: 1 }, private: { c: 1 }, dialog });
      const { state } = await write(address, { scope: "user", data: { a: 2 } }, { scope: "private", data: null });
      expect(dataOf(state)).toEqual({ user: { a: 2 }, conversation: { b: 1 }, private: null, dialog });
      expect(await botReads(address, "user")).toMatchObject({ a: 2 });
    });

    test("ids that only look alike are different people", async () => {
      const base = newAddress();
      const people = ["x", "x/", "X", "x ", "x/y", "x%2Fy", "é", "e\u0301", ""].map((userId) => ({
        ...base,
        userId: `${base.userId}${userId}`,
      }));
      for (const [index, address] of people.entries())
        await write(address, { scope: "user", data: { index } }, { scope: "private", data: { index } });
      for (const [index, address] of people.entries()) {
        const { user, private: privately } = await readScopes(address);
        expect([user.data, privately.data]).toEqual([{ index }, { index }]);
      }
    });

    test("an empty user id is an id", async () => {
      const address = { ...newAddress(), userId: "" };
      const { state } = await write(address, { scope: "private", data: { a: 1 } });
      expect(state.private.data).toEqual({ a: 1 });
    });

    test("ids that make a key too long are refused with the limit, and the scopes that fit still work", async () => {
      const address = { ...newAddress(), conversationId: "c".repeat(500), userId: "u".repeat(500) };
      await expect(write(address, { scope: "private", data: { a: 1 } })).rejects.toMatchObject({ code: "key_too_long" });
      const { state } = await write(address, { scope: "user", data: { a: 1 } }, { scope: "conversation", data: { b: 1 } });
      expect(dataOf(state)).toEqual({ user: { a: 1 }, conversation: { b: 1 }, private: null, dialog: null });
    });

    test("a late write does not take an item away from its owner, however its key can be read", async () => {
      const address = { ...newAddress(), conversationId: `x/users/${newUserId()}` };
      await botWrites(address, { conversation: { topic: "trip" } });
      const events = eventsOf();
      await directStorage(address.botId).write({ [keyOf(address, "conversation")]: { topic: "work" } });
      const { conversationId } = address;
      expect(await rowsOf(database.db, address)).toMatchObject([{ scope: "conversation", conversation_id: conversationId, user_id: null }]);
      expect(events).toMatchObject([{ touched: [{ scope: "conversation", conversationId, changes: [{ path: "/topic" }] }] }]);
    });
  });

  describe("values", () => {
    test("__proto__ and constructor are plain data", async () => {
      const address = newAddress();
      const data: JsonObject = JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": {"__proto__": 1}}');
      const { changes, state } = await write(address, { scope: "user", data }, { scope: "conversation", data });
      expect(JSON.stringify(state.user.data)).toBe(JSON.stringify(data));
      expect(JSON.stringify((await readScopes(address)).conversation.data)).toBe(JSON.stringify(data));
      expect(changes.map(({ path }) => path)).toContain("/__proto__/isAdmin");
      const { changes: later } = await write(address, { scope: "user", data: JSON.parse('{"__proto__": {"isAdmin": false}}') });
      expect(later).toEqual([
        { scope: "user", path: "/__proto__/isAdmin", kind: "changed", before: true, after: false },
        { scope: "user", path: "/constructor", kind: "removed", before: data.constructor },
      ]);
      expect("isAdmin" in {}).toBe(false);
    });

    test("five mebibytes of state are written, read and removed", async () => {
      const address = newAddress();
      const data = { text: "é".repeat(2.5 * 1024 * 1024 - 100), end: "z" };
      const { state } = await write(address, { scope: "user", data });
      expect(state.user.bytes).toBeGreaterThan(5 * 1024 * 1024 - 300);
      const { removed } = await write(address, { scope: "user", data: null, ifMatch: state.user.eTag });
      expect(JSON.stringify(removed[0]?.data) === JSON.stringify(data)).toBe(true);
    });

    test("a small change in a large item adds little to the history", async () => {
      const address = newAddress();
      const bulk = Object.fromEntries(
        Array.from({ length: 64 }, (_, index) => [`bulk${index}`, String(index % 10).repeat(16 * 1024) + index]),
      );
      await botWrites(address, { user: { ...bulk, count: 1 } });
      const before = await historyBytes(database.db, address);
      expect(before).toBeGreaterThan(1024 * 1024);
      await botWrites(address, { user: { ...bulk, count: 2 } });
      await write(address, { scope: "user", data: { ...bulk, count: 3 } });
      expect((await historyBytes(database.db, address)) - before).toBeLessThan(2 * 4096);
      await botWrites(address, { user: { ...bulk, count: 1 } });
      await write(address, { scope: "user", data: null });
      await write(address, { scope: "user", data: { ...bulk, count: 2 } });
      expect((await historyBytes(database.db, address)) - before).toBeLessThan(64 * 1024);
    });
  });

  describe("side by side", () => {
    test("an edit waits for a running turn that could overwrite it", async () => {
      const address = newAddress();
      const turn = await gates().acquire(conversationGate(address.conversationId), "exclusive");
      let isWritten = false;
      const edit = write(address, { scope: "private", data: { a: 1 } }).then(() => {
        isWritten = true;
      });
      await botWrites({ ...address, conversationId: newConversationId() }, { conversation: { other: true } });
      expect(isWritten).toBe(false);
      turn();
      await edit;
    });

    test("an edit of user state waits for the person's turns in every conversation", async () => {
      const address = newAddress();
      const turn = await gates().acquire(userGate(address.botId, address.channelId, address.userId), "shared");
      let isWritten = false;
      const edit = write(address, { scope: "user", data: { a: 1 } }).then(() => {
        isWritten = true;
      });
      await write(address, { scope: "private", data: { b: 1 } });
      expect(isWritten).toBe(false);
      turn();
      await edit;
    });

    test("a late write of the bot between an edit's look and its commit is not overwritten unseen", async () => {
      const address = newAddress();
      await botWrites(address, { user: { count: 1 } });
      const { eTag } = (await readScopes(address)).user;
      const busy = await gates().acquire(itemGate(itemIdOf(address.botId, keyOf(address, "user"))), "exclusive");
      const late = directStorage(address.botId).write({ [keyOf(address, "user")]: { count: 2 } });
      const edit = write(address, { scope: "user", data: { count: 3 }, ifMatch: eTag });
      const refused = expect(edit).rejects.toMatchObject({ code: "stale_etag" });
      // A statement that goes through the database after theirs would: both are at the gate by then.
      await readScopes(address);
      busy();
      await Promise.all([late, refused]);
      expect((await readScopes(address)).user.data).toEqual({ count: 2 });
    });

    test("twenty testers with one eTag: one wins, nineteen are told", async () => {
      const address = newAddress();
      const { state } = await write(address, { scope: "user", data: { winner: null } });
      const attempts = Array.from({ length: 20 }, (_, index) =>
        write(address, { scope: "user", data: { winner: index }, ifMatch: state.user.eTag }).then(() => index),
      );
      const settled = await Promise.allSettled(attempts);
      const winners = settled.flatMap((attempt) => (attempt.status === "fulfilled" ? [attempt.value] : []));
      expect(winners).toHaveLength(1);
      expect((await readScopes(address)).user.data).toEqual({ winner: winners[0] });
      for (const attempt of settled) if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ code: "stale_etag" });
    });

    test("testers who write several scopes in different orders do not wait for each other for ever", async () => {
      const address = newAddress();
      const scopes = ["user", "conversation", "private", "dialog"] as const;
      const attempts = Array.from({ length: 24 }, (_, index) => {
        const order = [...scopes.slice(index % 4), ...scopes.slice(0, index % 4)];
        return write(address, ...order.map((scope) => ({ scope, data: scope === "dialog" ? dialog : { index } })));
      });
      await Promise.all(attempts);
      const { user, conversation, private: privately } = await readScopes(address);
      expect(new Set([user.data, conversation.data, privately.data].map((data) => JSON.stringify(data))).size).toBe(1);
    });
  });
});

function newAddress(keyStyle: StorageKeyStyle = "state-class"): ScopeAddress {
  return { botId: "bot", channelId: "emulator", conversationId: newConversationId(), userId: newUserId(), keyStyle };
}

type Write = { scope: Scope; data: JsonObject | null; ifMatch?: string | null };

function write(address: ScopeAddress, ...writes: Write[]) {
  const complete: ScopeWrite[] = writes.map((one) => ({ ...one, ifMatch: one.ifMatch === undefined ? "*" : one.ifMatch }));
  return writeScopes({ address, writes: complete, kind: "edit", by: "Kim", lastTurn: () => 3 });
}

type ItemScope = Exclude<Scope, "dialog">;

function keyOf({ channelId, botId, conversationId, userId, keyStyle }: ScopeAddress, scope: ItemScope): string {
  const head = keyStyle === "turn-state" && scope !== "private" ? `${channelId}/${botId}` : channelId;
  const tail = keyStyle === "state-class" ? "/" : "";
  if (scope === "user") return `${head}/users/${userId}${tail}`;
  return scope === "conversation"
    ? `${head}/conversations/${conversationId}${tail}`
    : `${head}/conversations/${conversationId}/users/${userId}${tail}`;
}

async function botWrites(address: ScopeAddress, items: Partial<Record<ItemScope, JsonObject>>, turn = 1): Promise<void> {
  const changes = {};
  for (const [scope, item] of Object.entries(items)) setOwn(changes, keyOf(address, scope as ItemScope), item);
  await inTurn(address, (storage) => storage.write(changes), turn);
}

async function botReads(address: ScopeAddress, scope: ItemScope): Promise<object> {
  const key = keyOf(address, scope);
  return ((await directStorage(address.botId).read([key]))[key] as object) ?? {};
}

function dataOf(state: AllScopes): Record<Scope, unknown> {
  return { user: state.user.data, conversation: state.conversation.data, private: state.private.data, dialog: state.dialog.data };
}

function eventsOf(): BusEvent[] {
  const events: BusEvent[] = [];
  onTestFinished(bus().subscribe((event) => events.push(event)));
  return events;
}

function itemIdsOf(address: ScopeAddress): string[] {
  return (["user", "conversation", "private"] as const).map((scope) => itemIdOf(address.botId, keyOf(address, scope)));
}

async function rowsOf(db: Db, address: ScopeAddress): Promise<Record<string, unknown>[]> {
  const [user, conversation, privately] = itemIdsOf(address);
  return db.query(sql`SELECT * FROM store_item WHERE id IN (${user}, ${conversation}, ${privately}) ORDER BY id`);
}

async function writesOf(db: TestDatabase["db"], { conversationId }: ScopeAddress): Promise<{ seq: number; kind: string }[]> {
  return db.query(sql`SELECT seq, kind, by, after_turn FROM state_write WHERE conversation_id = ${conversationId} ORDER BY seq`);
}

/** What the history of the person's items takes: version rows and the values they point to. */
async function historyBytes(db: Db, address: ScopeAddress): Promise<number> {
  const [user] = itemIdsOf(address);
  const [row] = await db.query<{ bytes: number }>(sql`SELECT
    (SELECT COALESCE(sum(length(item_id) + length(hash) + length(json)), 0) FROM property_value WHERE item_id = ${user}) +
    (SELECT COALESCE(sum(length(item_id) + length(property) + COALESCE(length(hash), 0) + 8), 0) FROM property_version WHERE item_id = ${user}) AS bytes`);
  return row?.bytes ?? 0;
}
