import { expect, test } from "vitest";
import { compareConversations, forkConversation, postActivity, readState, startConversation } from "@/lib/conversations";
import { onEachDatabase } from "@/lib/db/testing";
import { isJsonObject, type Persona, readDialogStack } from "@/lib/model";
import { type Scenario, scenarios } from "./scenarios";

async function play({ botId, lines }: Scenario): Promise<string> {
  const { conversationId } = await startConversation({ botId, user: lines[0]?.from });
  for (const { from, text } of lines) await say(conversationId, from, text);
  return conversationId;
}

async function say(conversationId: string, from: Persona, text: string): Promise<void> {
  const { outcome, error } = await (await postActivity(conversationId, { type: "message", from, text })).finished;
  expect([outcome, error]).toEqual(["completed", null]);
}

function requireScenario(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`There is no scenario ${name}.`);
  return found;
}

onEachDatabase(() => {
  test.each(scenarios.map(({ name }) => name))("every turn of %s completes", { timeout: 120_000 }, async (name) => {
    await play(requireScenario(name));
  });

  test("mid-dialog stands in the middle of a waterfall", async () => {
    const { dialog } = await readState(await play(requireScenario("mid-dialog")), "seed-ann");
    expect(isJsonObject(dialog.data) && readDialogStack(dialog.data).length).toBeGreaterThan(0);
  });

  test("two-futures has two that differ", async () => {
    const { fork, ...original } = requireScenario("two-futures");
    const conversationId = await play(original);
    const forked = await forkConversation(conversationId, { turn: fork?.turn ?? 0, user: "copy", by: "Ann" });
    for (const text of fork?.texts ?? []) await say(forked.conversationId, forked.user, text);
    const { changes } = await compareConversations(conversationId, { with: forked.conversationId });
    expect(changes).toContainEqual(expect.objectContaining({ path: "/trip/destination", before: "Lisbon", after: "Split" }));
  });

  test("in group-trip each person's budget is private to them", async () => {
    const conversationId = await play(requireScenario("group-trip"));
    const budgets = await Promise.all(["seed-ann", "seed-bo"].map(async (id) => (await readState(conversationId, id)).private.data));
    expect(budgets).toEqual([{ wishes: { budgetEur: 900 } }, { wishes: { budgetEur: 400 } }]);
  });
});
