import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { onEachDatabase } from "@/lib/db/testing";
import { type JsonObject, type JsonValue, newConversationId, type StateAddress, setOwn } from "@/lib/model";
import type { TurnCommit } from "./commit-turn";
import { listChangesOfWrite } from "./list-changes";
import { inTurn } from "./testing/in-turn";

/** One turn's writes: null deletes. */
type Writes = { key: string; item: JsonObject | null }[];

onEachDatabase(() => {
  const newAddress = (): StateAddress => ({ botId: "bot", channelId: "emulator", conversationId: newConversationId(), userId: "ann" });

  async function play(address: StateAddress, writes: Writes): Promise<TurnCommit> {
    return inTurn(address, async (storage) => {
      for (const { key, item } of writes) {
        if (item === null) await storage.delete([key]);
        else await storage.write(objectOf([[key, item]]));
      }
    });
  }

  async function derived(commit: TurnCommit) {
    return commit.seq === null ? [] : listChangesOfWrite(commit.seq);
  }

  test("the changes of a write are found again, with their scopes and earlier values", async () => {
    const address = newAddress();
    const [user, conversation] = keysOf(address);
    await play(address, [{ key: user, item: { name: "Ann", age: 32 } }]);
    const commit = await play(address, [
      { key: user, item: { name: "Bo", diet: { vegan: true } } },
      { key: conversation, item: { dialogState: { dialogStack: [{ id: "root" }] } } },
    ]);
    expect(await derived(commit)).toEqual([
      { scope: "user", path: "/diet/vegan", kind: "added", after: true },
      { scope: "user", path: "/name", kind: "changed", before: "Ann", after: "Bo" },
      { scope: "user", path: "/age", kind: "removed", before: 32 },
      { scope: "dialog", path: "/dialogStack", kind: "added", after: [{ id: "root" }] },
    ]);
  });

  test("a later write does not change what an earlier one is said to have changed", async () => {
    const address = newAddress();
    const [user] = keysOf(address);
    const first = await play(address, [{ key: user, item: { name: "Ann" } }]);
    const second = await play(address, [{ key: user, item: { name: "Bo" } }]);
    const third = await play(address, [{ key: user, item: { name: "Ann" } }]);
    await play(address, [{ key: user, item: null }]);
    expect(await derived(first)).toEqual([{ scope: "user", path: "/name", kind: "added", after: "Ann" }]);
    expect(await derived(second)).toEqual([{ scope: "user", path: "/name", kind: "changed", before: "Ann", after: "Bo" }]);
    expect(await derived(third)).toEqual([{ scope: "user", path: "/name", kind: "changed", before: "Bo", after: "Ann" }]);
  });

  test("a second dialog stack that did not change keeps the first one's changes where they were", async () => {
    const address = newAddress();
    const [, conversation] = keysOf(address);
    const main = { dialogStack: [{ id: "root" }] };
    await play(address, [{ key: conversation, item: { z: main, side: { dialogStack: [], count: 1 } } }]);
    const commit = await play(address, [{ key: conversation, item: { z: main, side: { dialogStack: [], count: 2 } } }]);
    expect(commit.changes).toEqual([{ scope: "conversation", path: "/side/count", kind: "changed", before: 1, after: 2 }]);
    expect(await derived(commit)).toEqual(commit.changes);
  });

  test("a write that changed nothing, or what there is not, has no changes", async () => {
    const address = newAddress();
    const [user] = keysOf(address);
    await play(address, [{ key: user, item: { name: "Ann" } }]);
    expect((await play(address, [{ key: user, item: { name: "Ann" } }])).seq).toBeNull();
    expect(await listChangesOfWrite(999_999)).toEqual([]);
  });

  describe("for any JSON", () => {
    test("what a commit says it changed is what its versions say later, in the same order", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyWrites, { minLength: 1, maxLength: 4 }), async (turns) => {
          const address = newAddress();
          const commits: TurnCommit[] = [];
          for (const writes of turns) commits.push(await play(address, writes(keysOf(address))));
          for (const commit of commits) expect(await derived(commit)).toEqual(commit.changes);
        }),
        { numRuns: 60 },
      );
    });
  });
});

function keysOf({ channelId, conversationId, userId }: StateAddress): [string, string, string] {
  const conversation = `${channelId}/conversations/${conversationId}/`;
  // The user item belongs to this conversation only so that properties of different runs do not meet.
  return [`${channelId}/users/${conversationId}/`, conversation, `${conversation}users/${userId}/`];
}

function objectOf(entries: readonly [string, JsonValue][]): JsonObject {
  const object = {};
  for (const [name, value] of entries) setOwn(object, name, value);
  return object;
}

const scalar = fc.constantFrom<JsonValue>(null, true, 0, 1.5, "", "text", "\0", "half \ud83d");
const listed = fc.array(fc.record({ id: fc.constantFrom("root", "ask", 7), state: scalar }), { maxLength: 3 });
const dialog = fc.constantFrom("dialogStack", "DialogStack", "callstack").chain((name) => listed.map((list) => ({ [name]: list })));
const anyName = fc.constantFrom(
  "a",
  "b",
  "B",
  "10",
  "9",
  "é",
  "dialogState",
  "BotBuilder.Data.SessionState",
  "__proto__",
  "constructor",
  "a/b~c",
  "",
);
const anyValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    dialog,
    listed,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(anyName, tie("value")), { maxLength: 3 }).map(objectOf),
  ),
})).value;
const anyItem = fc.option(fc.array(fc.tuple(anyName, anyValue), { maxLength: 5 }).map(objectOf), { freq: 6 });
const anyWrites = fc
  .array(fc.record({ place: fc.integer({ min: 0, max: 2 }), item: anyItem }), { minLength: 1, maxLength: 3 })
  .map((writes) => (keys: string[]) => writes.map(({ place, item }) => ({ key: keys[place] ?? "", item })));
