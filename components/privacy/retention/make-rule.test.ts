import { expect, test } from "vitest";
import { retentionRule } from "@/lib/model";
import { makeRule, type RuleDraft } from "./make-rule";

const draft: RuleDraft = { store: "user", botId: "", pattern: " /email ", category: "", basis: "lastTurn", days: "30", action: "delete" };

test("a rule asks only for what was filled in, and is one that the server takes", () => {
  const made = makeRule(draft);
  expect(made).toMatchObject({ botId: null, pattern: "/email", category: null, days: 30, isOn: true });
  const { origin: _, label: __, ...rule } = made ?? { origin: null, label: null };
  expect(retentionRule.safeParse(rule).success).toBe(true);
});

test.each(["", "0", "-3", "1.5", "soon"])("there is no rule of %j days", (days) => {
  expect(makeRule({ ...draft, days })).toBeNull();
});
