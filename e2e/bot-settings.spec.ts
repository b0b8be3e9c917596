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

test("whom a bot is told of at a start can be chosen, and the next conversation begins so", async ({ page, request }) => {
  const card = page.getByRole("group", { name: "How State management (Agents SDK) is run" });
  const greeting = card.getByRole("combobox", { name: "Telling the bot who is there" });
  await page.goto("/bots");
  await expect(greeting).toHaveValue("emulator");
  await greeting.selectOption("As Direct Line does: the person with their first message");
  await expect(card).toContainText("A bot that welcomes people does so only once they write");
  await expect(greeting).toBeEnabled();
  await page.reload();
  await expect(greeting).toHaveValue("direct-line");
  const { conversationId } = await (await request.post("/api/conversations", { data: { botId: "state-management-agents" } })).json();
  const activitiesNow = async () => (await (await request.get(`/api/conversations/${conversationId}/activities`)).json()).activities;
  expect(await activitiesNow()).toHaveLength(1);
  await request.post(`/api/conversations/${conversationId}/activities`, { data: { text: "hi" } });
  expect((await activitiesNow()).filter(({ type }: { type: string }) => type === "conversationUpdate")).toHaveLength(2);
  expect((await request.patch("/api/bots/state-management-agents", { data: { greeting: "emulator" } })).status()).toBe(200);
});
