import { expect, test } from "./support/test";

test("? lists the keys of what is on the screen, and Escape puts it away", async ({ api, page, workbench }) => {
  await workbench.open(await api.start());
  await page.getByRole("heading", { name: "Turns" }).click();
  await page.keyboard.press("?");
  const sheet = workbench.dialog("Keyboard shortcuts");
  const keys = ["Next turn", "Find in state", "Go to User state", "Search commands", "Message before, message after"];
  for (const key of keys) await expect(sheet.getByText(key)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
});

test("Ctrl-K finds a command by name and does it, also from the message box", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ state: { user: { userProfile: { name: "Ann" } } } }));
  await workbench.messageBox.focus();
  await page.keyboard.press("Control+k");
  const palette = workbench.dialog("Commands");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("reset user");
  await expect(palette.getByRole("option", { selected: true })).toHaveText("Reset user state");
  await page.keyboard.press("Enter");
  await expect(palette).toHaveCount(0);
  await expect(workbench.dialog("Reset user state?")).toBeVisible();
});

test("the palette says so when nothing has that name", async ({ page, workbench }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Search" }).click();
  await workbench.dialog("Commands").getByRole("combobox").fill("zzz");
  await expect(page.getByText("Nothing here has that name.")).toBeVisible();
});

test("keys lead to each part of the workbench", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty", state: { user: { colour: "red" } } }));
  await page.getByRole("heading", { name: "Turns" }).click();
  await page.keyboard.press("1");
  await expect(workbench.scope("User")).toBeFocused();
  await page.keyboard.press("t");
  await expect(workbench.turn("joined the conversation")).toBeFocused();
  await page.keyboard.press("4");
  await expect(workbench.scope("Dialog")).toBeFocused();
  await page.keyboard.press("c");
  await expect(workbench.messageBox).toBeFocused();
});

test("typed letters are text in the message box, not commands", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  await workbench.messageBox.pressSequentially("njk?/d1");
  await expect(workbench.messageBox).toHaveValue("njk?/d1");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toHaveCount(0);
  await expect(page).toHaveURL(conversation.url);
});

test("the theme is switched from system to light to dark, and stays", async ({ page }) => {
  await page.goto("/settings");
  const root = page.locator("html");
  await page.getByRole("button", { name: "Theme: system" }).click();
  await expect(root).toHaveAttribute("data-theme", "light");
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("combobox", { name: "Theme" })).toHaveValue("dark");
});

test("a theme that follows the system follows it at once", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/bots");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("the pages lead to each other", async ({ page }) => {
  await page.goto("/conversations");
  const main = page.getByRole("navigation", { name: "Main" });
  for (const title of ["Bots", "Settings", "Conversations"]) {
    await main.getByRole("link", { name: title }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(main.getByRole("link", { name: title })).toHaveAttribute("aria-current", "page");
  }
});

test("the tab keeps its icon on the way from page to page", async ({ page }) => {
  await page.goto("/conversations");
  const icon = page.locator("link[rel=icon]");
  await expect(icon).toHaveAttribute("href", "/favicon.svg");
  const first = await icon.elementHandle();
  for (const title of ["Bots", "Settings", "Conversations"]) {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: title }).click();
    await expect(page).toHaveTitle(`${title} · Turnscope`);
    expect(await first?.evaluate((element) => element.isConnected), title).toBe(true);
    await expect(icon).toHaveCount(1);
  }
});

test("the keyboard reaches the content without walking through the header", async ({ page }) => {
  await page.goto("/bots");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("an address that leads nowhere says so", async ({ page, tolerated }) => {
  tolerated.push(/status of 404/);
  const response = await page.goto("/no/such/page");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
});
