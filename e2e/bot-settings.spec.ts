import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./support/test";

const settingOf = async (request: APIRequestContext, botId: string) => (await request.get(`/api/bots/${botId}`)).json();

test("how a bot is run can be chosen on its card, and stays chosen", async ({ page, request }) => {
  const card = page.getByRole("group", { name: "How State management (Agents SDK) is run" });
  const policy = card.getByRole("combobox", { name: "Saving over a newer value" });
  const overlap = card.getByRole("checkbox", { name: "Let turns overlap" });
  await page.goto("/bots");
  await expect(policy).toHaveValue("sdk");
  await policy.selectOption("Protect edits: merge them");
  await expect(card).toContainText("Changes in different places are both kept.");
  await overlap.check();
  const chosen = { overwritePolicy: "protect", overlapTurns: true };
  await expect.poll(() => settingOf(request, "state-management-agents")).toMatchObject(chosen);
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
  await expect.poll(() => settingOf(request, "state-management-agents")).toMatchObject({ greeting: "direct-line" });
  await page.reload();
  await expect(greeting).toHaveValue("direct-line");
  const { conversationId } = await (await request.post("/api/conversations", { data: { botId: "state-management-agents" } })).json();
  const activitiesNow = async () => (await (await request.get(`/api/conversations/${conversationId}/activities`)).json()).activities;
  expect(await activitiesNow()).toHaveLength(1);
  await request.post(`/api/conversations/${conversationId}/activities`, { data: { text: "hi" } });
  expect((await activitiesNow()).filter(({ type }: { type: string }) => type === "conversationUpdate")).toHaveLength(2);
  expect((await request.patch("/api/bots/state-management-agents", { data: { greeting: "emulator" } })).status()).toBe(200);
});

test("that a bot's DELETE of somebody's state opens an erasure case can be chosen for a bot elsewhere, and stays chosen", async ({
  page,
  request,
  tolerated,
}) => {
  // The case has no plan yet.
  tolerated.push(/status of 404 .*\/erasure\)/);
  const endpoint = "http://127.0.0.1:9/api/messages";
  const added = await request.post("/api/bots", { data: { id: "from-2017", name: "From 2017", endpoint, generation: "v3" } });
  const { keys } = await added.json();
  const label = "Deleting a user's state over the bot state service opens an erasure case";
  const choice = page.getByRole("group", { name: "How From 2017 is run" }).getByRole("checkbox", { name: label });
  await page.goto("/bots");
  await expect(choice).not.toBeChecked();
  await expect(page.getByRole("group", { name: "How Profile is run" }).getByRole("checkbox", { name: label })).toHaveCount(0);
  await choice.check();
  await expect.poll(() => settingOf(request, "from-2017")).toMatchObject({ deletionOpensCase: true });
  await page.reload();
  await expect(choice).toBeChecked();
  const headers = { Authorization: `Bearer ${keys.storageKey}` };
  const state = "/v3/botstate/emulator/users/u-plover";
  await request.post(state, { headers, data: { data: { name: "Plover" }, eTag: "*" } });
  expect((await request.delete(state, { headers })).status()).toBe(200);
  const found = await request.post("/api/people/search", { data: { query: "u-plover", match: "exact" } });
  const [{ personId }] = (await found.json()).people;
  const { cases } = await (await request.get(`/api/privacy/requests?personId=${personId}`)).json();
  await page.goto(`/privacy/requests/${cases[0].number}`);
  await expect(page.getByText("Asked for by the bot From 2017 over the bot state service")).toBeVisible();
  expect((await request.delete("/api/bots/from-2017")).status()).toBe(200);
});
