import { expect, test } from "vitest";
import { defaultRetention, type ShownRule } from "@/lib/model";
import { applyAgain, changesBetween } from "./apply-again";

const base: ShownRule[] = defaultRetention.map((rule) => ({ ...rule, origin: "policy", label: null }));
const [dialogs, privately, conversation, user] = base as [ShownRule, ShownRule, ShownRule, ShownRule];
const but = (...changed: ShownRule[]) => base.map((rule) => changed.find(({ id }) => id === rule.id) ?? rule);
const added = { ...user, id: "added", category: "health" };

test("own changes are made again upon what somebody else saved, whose other changes stay", () => {
  const theirs = [...but({ ...user, days: 400 }, { ...privately, isOn: false }), { ...added, id: "theirs" }];
  const mine = [...but({ ...user, isOn: false }, { ...dialogs, days: 2 }).filter(({ id }) => id !== conversation.id), added];
  const again = applyAgain({ base, mine, theirs });
  expect(again.find(({ id }) => id === user.id)).toEqual({ ...user, days: 400, isOn: false });
  expect(again.find(({ id }) => id === privately.id)).toEqual({ ...privately, isOn: false });
  expect(again.find(({ id }) => id === dialogs.id)).toEqual({ ...dialogs, days: 2 });
  expect(again.map(({ id }) => id)).toEqual([...base.map(({ id }) => id).filter((id) => id !== conversation.id), "theirs", "added"]);
});

test("a rule that they removed stays away unless it was changed", () => {
  const theirs = base.filter(({ id }) => id !== user.id && id !== dialogs.id);
  const again = applyAgain({ base, mine: but({ ...user, days: 500 }), theirs });
  expect(again.filter(({ id }) => id === user.id || id === dialogs.id)).toEqual([{ ...user, days: 500 }]);
});

test("what they changed is told in words", () => {
  const theirs = [...but({ ...user, days: 400 }, { ...privately, isOn: false }).filter(({ id }) => id !== dialogs.id), added];
  expect(changesBetween(base, theirs)).toEqual([
    "Private state: 30 days, now off",
    "User state: 365 days, now 400 days",
    "category health in user state: new, 365 days",
    "Dialogs under way: removed",
  ]);
});
