import { expect, test } from "./support/test";

test("how a bot is run can be chosen on its card, and stays chosen", async ({ page, request }) => {
  const card = page.getByRole("group", { name: "How State management (Agents SDK) is run" });
  const policy = card.getByRole("combobox", { name: "Saving over a newer value" });
  const overlap = card.getByRole("checkbox", { name: "Let turns overlap" });
  await page.goto("/bots");
  await expect(policy).toHaveValue("sdk");
  await policy.selectOption("Protect edits: merge them");
  await expect(card).toContainText("Changes in different places are both kept.");
  await overlap.check();
  await expect(overlap).toBeEnabled();
  await page.reload();
  await expect(policy).toHaveValue("protect");
  await expect(overlap).toBeChecked();
  const settings = { overwritePolicy: "sdk", overlapTurns: false };
  expect((await request.patch("/api/bots/state-management-agents", { data: settings })).status()).toBe(200);
});
