import { expect, test } from "vitest";
import { newWordsIn, withoutWords, wordsInKey, wordsOnWire } from "./id-words";

const item = {
  members: { "ann-1": { wish: "a" }, "bo-2": { wish: "b", friendId: "cy-3" } },
  list: [{ id: "ann-1", name: "Ann" }, { id: "bo-2", name: "Bo" }, [["ann-1"]], null],
  userIds: ["ann-1", "bo-2", null],
  note: "ann-1 is only named here",
  userId: "ann-1",
};

test("keys and ids are words that may be somebody's, texts are not, nor what stood there before", () => {
  expect(newWordsIn(item, null)).toEqual(expect.arrayContaining(["ann-1", "bo-2", "cy-3", "members"]));
  expect(newWordsIn({ title: "ann-1" }, null)).toEqual(["title"]);
  expect(newWordsIn(item, item)).toEqual([]);
  expect(newWordsIn({ ...item, owner: "eve-3" }, item)).toEqual(["owner", "eve-3"]);
});

test("small numbers are no ids, and no more than 2,000 words are looked up", () => {
  expect(newWordsIn({ "12": 1, "70012345": 2 }, null)).toEqual(["70012345"]);
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key-${index}`, 1]));
  expect(newWordsIn(many, null)).toHaveLength(2000);
});

test("what is under a word or put down to it goes, and everything else stays as it is", () => {
  expect(withoutWords(item, new Set(["ann-1"]))).toEqual({
    members: { "bo-2": { wish: "b", friendId: "cy-3" } },
    list: [{ id: "bo-2", name: "Bo" }, [["ann-1"]], null],
    userIds: ["bo-2", null],
    note: "ann-1 is only named here",
  });
  expect(withoutWords(item, new Set(["nobody"]))).toEqual(item);
});

test("an id is found in a key that a bot made of it, whatever stands before, and only signs that part keys after", () => {
  expect(wordsInKey("profile-ann-1")).toContain("ann-1");
  expect(wordsInKey("bot/emulator/users/ann-1/x")).toContain("ann-1");
  expect(wordsInKey("ann-1:draft")).toContain("ann-1");
  expect(wordsInKey("ann-10")).not.toContain("ann-1");
  expect(wordsInKey(`${"🙂".repeat(9)}-ann-1`)).toContain("ann-1");
});

test("ids are found in addresses and bodies, also in one that was cut off", () => {
  expect(wordsOnWire("/v3/botstate/emulator/users/ann%2D1?x=bo-2", [])).toEqual(expect.arrayContaining(["ann-1", "bo-2"]));
  expect(wordsOnWire("/", [JSON.stringify({ changes: { "profile-ann-1": {} } }), null])).toContain("ann-1");
  expect(wordsOnWire("/", ['{"from":{"id":"ann-1"},"text":"hel…'])).toContain("ann-1");
});
