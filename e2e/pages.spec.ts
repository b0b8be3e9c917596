import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test("every bot is listed, a failed one with its error and without a way to start it", async ({ page }) => {
  await page.goto("/bots");
  const card = (name: string) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });
  for (const name of ["State management", "Profile", "Trip planner", "State management (Agents SDK)", "Faulty"]) {
    await expect(card(name)).toContainText("ready");
  }
  await expect(card("Broken")).toContainText("The broken bot always fails to start.");
  await expect(card("Broken").getByRole("button")).toHaveCount(0);
});

test("a page that cannot reach the server says so, and works when it is tried again", async ({ page, tolerated }) => {
  tolerated.push(/ERR_FAILED/);
  await page.route("**/api/bots", (route) => route.abort());
  await page.goto("/bots");
  await expect(page.getByRole("alert").filter({ hasText: "The bots did not load" })).toBeVisible();
  await page.unroute("**/api/bots");
  await page.getByRole("button", { name: /again/ }).click();
  await expect(page.getByRole("heading", { name: "Trip planner" })).toBeVisible();
});

test("a conversation starts from the list of bots", async ({ page, workbench }) => {
  await page.goto("/bots");
  await page.getByRole("button", { name: "Start a conversation with Profile" }).click();
  await workbench.isReady();
  await expect(workbench.heard("Welcome! Say anything to begin.")).toBeVisible();
});

test("conversations are listed with their people and turns, and can be narrowed to a bot", async ({ api, page }) => {
  const name = `Annabel ${crypto.randomUUID()}`;
  const conversation = await api.start({ botId: "profile", user: newPerson(name) });
  await conversation.say("hello");
  await page.goto("/conversations");
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: conversation.id }) });
  await expect(row).toContainText(`Profile${name}2`);
  const bots = page.getByRole("combobox", { name: "Bot" });
  await bots.selectOption("Trip planner");
  await expect(row).toHaveCount(0);
  await bots.selectOption("Profile");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(conversation.url);
});

test("the budget for a scope is a setting that the panels use", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { text: "x".repeat(2000) } } });
  await page.goto("/settings");
  const budget = page.getByRole("spinbutton", { name: "Budget for one scope, in KiB" });
  await budget.fill("1");
  await budget.blur();
  await workbench.open(conversation);
  await expect(workbench.scope("User")).toContainText("over budget");
});

test("single keys can be switched off", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("checkbox", { name: /^Single keys/ }).uncheck();
  await page.getByRole("heading", { name: "Settings" }).click();
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toHaveCount(0);
});

test("people are kept in settings, and a forgotten one can be brought back", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "New person" }).click();
  const form = page.getByRole("dialog", { name: "New person" });
  await form.getByRole("textbox", { name: "Name" }).fill("Zoe");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Forget Zoe" }).click();
  await expect(page.getByRole("button", { name: "Edit Zoe" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Edit Zoe" })).toBeVisible();
});

test("the documentation of the HTTP API lists every operation and links to its OpenAPI document", async ({ page, request }) => {
  const document = await (await request.get("/api/openapi.json")).json();
  expect(document.openapi).toMatch(/^3\.1\./);
  await page.goto("/api/docs");
  const ids = Object.values<Record<string, { operationId?: string }>>(document.paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId }) => operationId ?? []),
  );
  expect(ids.length).toBeGreaterThan(10);
  const listed = page.getByRole("navigation", { name: "Operations" });
  for (const id of ids) await expect(listed.getByRole("link", { name: new RegExp(` ${id}$`) })).toBeVisible();
  await expect(page.getByRole("link", { name: "OpenAPI 3.1 document" })).toHaveAttribute("href", "/api/openapi.json");
});
