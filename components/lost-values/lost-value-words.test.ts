import { expect, test } from "vitest";
import type { LostValue } from "@/lib/model";
import { describeDecision, describePlace, nameKeepLost, nameLoser } from "./lost-value-words";

const lost: LostValue = {
  id: "l-1",
  turn: 2,
  writeSeq: 9,
  isLate: false,
  scope: "user",
  userId: "u-ann",
  key: "emulator/users/u-ann/",
  path: "/trip/city",
  overwrittenBy: { kind: "tester", name: "Ann" },
  isAsked: true,
  decision: null,
  eTag: "e",
};
const decided = (keep: "bot" | "overwritten", by: string, isAsked = true) => ({ ...lost, isAsked, decision: { keep, by, at: "" } });

test("whoever wrote what was lost is named, and oneself as oneself", () => {
  expect([nameLoser(lost.overwrittenBy, "Ann"), nameKeepLost(lost.overwrittenBy, "Ann")]).toEqual(["You wrote", "Keep mine"]);
  expect([nameLoser(lost.overwrittenBy, "Kim"), nameKeepLost(lost.overwrittenBy, "Kim")]).toEqual(["Ann wrote", "Keep Ann’s"]);
  const turn = { kind: "bot", conversationId: "c", turn: 4 } as const;
  expect([nameLoser(turn, "Ann"), nameKeepLost(turn, "Ann")]).toEqual(["Turn 4 wrote", "Keep turn 4’s"]);
  const late = { kind: "bot-late", conversationId: null } as const;
  expect([nameLoser(late, "Ann"), nameKeepLost(late, "Ann")]).toEqual(["The bot wrote late", "Keep the earlier"]);
});

test("a decision is told with whoever made it", () => {
  expect(describeDecision(lost, "Ann")).toBe(null);
  expect(describeDecision(decided("bot", "Kim"), "Ann")).toBe("The bot’s value was kept by Kim.");
  expect(describeDecision(decided("overwritten", "Ann"), "Ann")).toBe("Your value was kept by you.");
  expect(describeDecision(decided("overwritten", "Kim"), "Kim")).toBe("Ann’s value was kept by you.");
  expect(describeDecision(decided("overwritten", "Ann", false), "Ann")).toBe("Put back by you.");
});

test("a place is told with its scope, or its key where no scope shows it", () => {
  expect(describePlace(lost)).toBe("/trip/city in user state");
  expect(describePlace({ ...lost, path: "", scope: null })).toBe("The whole item in emulator/users/u-ann/");
});
