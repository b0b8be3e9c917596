import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ItemScope } from "./scope";
import { formatStorageKey, parseStorageKey, type StorageKeyParts, type StorageKeyStyle, storageKeyFor } from "./storage-key";

const address = { botId: "bot", channelId: "emulator", conversationId: "c-1", userId: "u-1" };

const table: [StorageKeyStyle, ItemScope, string][] = [
  ["state-class", "user", "emulator/users/u-1/"],
  ["state-class", "conversation", "emulator/conversations/c-1/"],
  ["state-class", "private", "emulator/conversations/c-1/users/u-1/"],
  ["plain", "user", "emulator/users/u-1"],
  ["plain", "conversation", "emulator/conversations/c-1"],
  ["plain", "private", "emulator/conversations/c-1/users/u-1"],
  ["turn-state", "user", "emulator/bot/users/u-1"],
  ["turn-state", "conversation", "emulator/bot/conversations/c-1"],
];

const forms = table.map(([style, scope]) => ({ style, scope }));

function partsOf(
  style: StorageKeyStyle,
  scope: ItemScope,
  ids: { channelId: string; agentId: string; conversationId: string; userId: string },
) {
  const parts: StorageKeyParts = { style, scope, channelId: ids.channelId, namespace: "" };
  if (style === "turn-state") parts.agentId = ids.agentId;
  if (scope !== "user") parts.conversationId = ids.conversationId;
  if (scope !== "conversation") parts.userId = ids.userId;
  return parts;
}

const fragments = [
  "users",
  "conversations",
  "/users/",
  "/conversations/",
  "/",
  "//",
  "..",
  "%2F",
  "",
  "👋🏽",
  "a",
  "InspectionState",
  "\\",
  "?",
  "#",
  " ",
  "\u0000",
  "\n",
  "\ud800",
];
const hostileId = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 5 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
);
const plainId = hostileId.map((id) => id.replaceAll("/", ""));
const channelId = plainId.filter((id) => id !== "");
const idsOf = (id: fc.Arbitrary<string>) => fc.record({ channelId, agentId: id, conversationId: id, userId: id });

describe("formatting a storage key", () => {
  test.each(table)("the %s form of the %s scope is as its SDK writes it", (style, scope, key) => {
    expect(storageKeyFor(address, scope, style)).toBe(key);
  });

  test("a namespace ends the key of a state class", () => {
    expect(formatStorageKey({ style: "state-class", scope: "user", channelId: "emulator", userId: "u-1", namespace: "prefs" })).toBe(
      "emulator/users/u-1/prefs",
    );
  });

  test("TurnState has no private scope, so its private key is that of the state class", () => {
    expect(storageKeyFor(address, "private", "turn-state")).toBe("emulator/conversations/c-1/users/u-1/");
    const parts = {
      style: "turn-state",
      scope: "private",
      channelId: "x",
      conversationId: "c",
      userId: "u",
      agentId: "a",
      namespace: "",
    } as const;
    expect(() => formatStorageKey(parts)).toThrow(RangeError);
  });

  test("a missing id is an error and never an empty place", () => {
    const parts = { channelId: "x", namespace: "" };
    expect(() => formatStorageKey({ ...parts, style: "plain", scope: "user" })).toThrow("a user id");
    expect(() => formatStorageKey({ ...parts, style: "plain", scope: "private", userId: "u" })).toThrow("a conversation id");
    expect(() => formatStorageKey({ ...parts, style: "turn-state", scope: "user", userId: "u" })).toThrow("an agent id");
  });
});

describe("parsing a storage key", () => {
  test.each(table)("the %s form of the %s scope is recognised without context", (style, scope, key) => {
    expect(parseStorageKey(key)).toEqual(partsOf(style, scope, { ...address, agentId: "bot" }));
  });

  test("Python's private key ends in a slash, unlike its siblings, and is still private", () => {
    expect(parseStorageKey("emulator/conversations/c-1/users/u-1/")).toMatchObject({
      scope: "private",
      conversationId: "c-1",
      userId: "u-1",
    });
  });

  test("inspection state is not anybody's state", () => {
    expect(parseStorageKey("InspectionState")).toMatchObject({ style: "unclassified", scope: null, reason: "inspection" });
  });

  test.each(["", "x", "/", "/users/u", "emulator/", "emulator/things/1", "users/u", "emulator/users"])(
    "%j has none of the known shapes",
    (key) => {
      expect(parseStorageKey(key)).toEqual({ style: "unclassified", scope: null, key, reason: "shape" });
      expect(parseStorageKey(key, address)).toEqual({ style: "unclassified", scope: null, key, reason: "shape" });
    },
  );

  test("ids that begin like another id are not mixed up", () => {
    const turn = { channelId: "emulator", conversationId: "c", userId: "a" };
    expect(parseStorageKey("emulator/users/ab/", turn)).toMatchObject({ userId: "ab", namespace: "" });
    expect(parseStorageKey("emulator/users/a/b/", turn)).toMatchObject({ userId: "a/b", namespace: "" });
    expect(parseStorageKey("emulator/conversations/c/users/z/", turn)).toMatchObject({
      scope: "private",
      conversationId: "c",
      userId: "z",
    });
    expect(parseStorageKey("other/users/a/b", turn)).toMatchObject({ channelId: "other", userId: "a/b", namespace: "" });
  });

  test("a namespace is recognised only beside the ids of the turn", () => {
    const key = "emulator/conversations/c-1/users/u-1/votes";
    expect(parseStorageKey(key, address)).toMatchObject({ style: "state-class", scope: "private", userId: "u-1", namespace: "votes" });
    expect(parseStorageKey("emulator/users/u-1/a/b", address)).toMatchObject({ scope: "user", userId: "u-1", namespace: "a/b" });
    expect(parseStorageKey("emulator/users/u-1/votes")).toMatchObject({ style: "plain", userId: "u-1/votes", namespace: "" });
  });

  test("an id that holds the words of a key is read as the turn's own", () => {
    const turn = { channelId: "msteams", conversationId: "a/users/b", userId: "c/users/d" };
    const key = storageKeyFor({ ...turn, botId: "bot" }, "private", "state-class");
    expect(parseStorageKey(key, turn)).toMatchObject({ scope: "private", conversationId: "a/users/b", userId: "c/users/d" });
    expect(parseStorageKey("msteams/conversations/a/users/b/", turn)).toMatchObject({ scope: "conversation", conversationId: "a/users/b" });
  });

  test("without context a private key splits at its last users segment", () => {
    expect(parseStorageKey("msteams/conversations/a/users/b/users/c/")).toMatchObject({ conversationId: "a/users/b", userId: "c" });
  });

  test("what is formatted in a turn is read back in that turn, whatever the ids hold", () => {
    fc.assert(
      fc.property(idsOf(hostileId), fc.constantFrom(...forms), (ids, { style, scope }) => {
        const parts = partsOf(style, scope, ids);
        const key = formatStorageKey(parts);
        // Two SDK forms can give one and the same key (an agent called "users"); then either reading is right.
        const sameKey = forms.filter((form) => formatStorageKey(partsOf(form.style, form.scope, ids)) === key);
        if (sameKey.length === 1) expect(parseStorageKey(key, ids)).toEqual(parts);
        else expect(sameKey).toContainEqual({ style: parseStorageKey(key, ids).style, scope: parseStorageKey(key, ids).scope });
      }),
      { numRuns: 3000 },
    );
  });

  test("two forms give one key only when an agent is called like a scope", () => {
    fc.assert(
      fc.property(idsOf(hostileId), (ids) => {
        fc.pre(!/^(users|conversations)(\/|$)/.test(ids.agentId));
        const keys = forms.map(({ style, scope }) => formatStorageKey(partsOf(style, scope, ids)));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test("without context ids that hold no slash are read back", () => {
    fc.assert(
      fc.property(idsOf(plainId), fc.constantFrom(...forms), (ids, { style, scope }) => {
        // An agent called "users" beside an empty id writes what a state class writes for a user of that name.
        fc.pre(
          style !== "turn-state" ||
            (scope === "user" ? ids.userId : ids.conversationId) !== "" ||
            !/^(users|conversations)$/.test(ids.agentId),
        );
        const parts = partsOf(style, scope, ids);
        expect(parseStorageKey(formatStorageKey(parts))).toEqual(parts);
      }),
      { numRuns: 2000 },
    );
  });

  test("a namespace is read back beside any ids without slashes", () => {
    const namespace = plainId.filter((text) => text !== "");
    fc.assert(
      fc.property(idsOf(plainId), fc.constantFrom(...forms.slice(0, 3)), namespace, (ids, { style, scope }, text) => {
        fc.pre(ids.agentId !== "users" && ids.agentId !== "conversations");
        const parts = { ...partsOf(style, scope, ids), namespace: text };
        expect(parseStorageKey(formatStorageKey(parts), ids)).toEqual(parts);
      }),
    );
  });

  test("any reading of any text formats back to that text", () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 4 })), { maxLength: 9 })
      .map((parts) => parts.join("/"));
    fc.assert(
      fc.property(text, idsOf(hostileId), fc.boolean(), (key, ids, hasContext) => {
        const parsed = parseStorageKey(key, hasContext ? ids : {});
        if (parsed.style === "unclassified") expect(parsed.key).toBe(key);
        else expect(formatStorageKey(parsed)).toBe(key);
      }),
      { numRuns: 3000 },
    );
  });
});
