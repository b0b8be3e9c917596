import { expect, test } from "./support/test";

const scopes = ["User", "Conversation", "Private", "Dialog"] as const;

test("the four scopes are regions by name, each with its own buttons to edit and reset", async ({ api, workbench }) => {
  await workbench.open(await api.start());
  for (const scope of scopes) {
    const region = workbench.scope(scope);
    await expect(region.getByRole("heading", { name: `${scope} state` })).toBeVisible();
    await expect(region.getByRole("button", { name: `Edit ${scope.toLowerCase()} state` })).toBeVisible();
    await expect(region.getByRole("button", { name: `Reset ${scope.toLowerCase()} state` })).toBeVisible();
  }
});

test("an empty scope says in a sentence what would live there and when it goes", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await expect(workbench.scope("User")).toContainText("What the bot remembers about this person in every conversation.");
  await expect(workbench.scope("Conversation")).toContainText("It goes when the bot ends the conversation or someone resets it.");
  await expect(workbench.scope("Private")).toContainText("about this person in this conversation only");
  await expect(workbench.scope("Dialog")).toContainText("It is emptied when the last dialog ends.");
});

test("what a turn changed is marked with its old value, announced, and unmarked by the next turn", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.talk("set colour red", "colour is now red");
  const colour = workbench.row("User", "colour");
  await expect(colour).toHaveText(/"red".*\+ added/);
  await expect(page.getByText("1 change in user state")).toHaveAttribute("aria-live", "polite");
  await expect(workbench.turn("set colour red")).toHaveAccessibleName(/user state: 1 added/);
  await workbench.talk("set colour blue", "colour is now blue");
  await expect(colour).toHaveText(/was "red".*now "blue".*~ changed/);
  await expect(workbench.turn("set colour blue")).toHaveAccessibleName(/user state: 1 changed/);
  await workbench.talk("hello", "you said: hello");
  await expect(colour).not.toHaveText(/changed|"red"/);
  await expect(page.getByText("1 change in user state")).toHaveCount(0);
});

test("two changes are announced as two, and what is gone is shown once more, struck through", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red", size: 3, keep: true } } });
  await workbench.open(conversation);
  await conversation.put("user", { keep: true });
  await expect(page.getByText("2 changes in user state")).toBeAttached();
  await expect(workbench.row("User", "size")).toHaveText(/was 3.*− removed/);
  await workbench.talk("hello", "you said: hello");
  await expect(workbench.row("User", "size")).toHaveCount(0);
});

test("each scope tells how much it holds, its eTag, and who wrote it last and when", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  await workbench.talk("set colour red", "colour is now red");
  await expect(workbench.scope("User")).toContainText(/1 value · 16 B · bot, turn 2 · eTag \w+/);
  await expect(workbench.scope("User").getByRole("meter", { name: "Size of user state" })).toHaveAttribute(
    "aria-valuetext",
    "16 B of 32 KiB",
  );
  await workbench.talk("big 40000", "kept 40000 bytes");
  await expect(workbench.scope("User")).toContainText("39 KiB (over budget)");
});

test("a tree is walked, opened and closed with the arrow keys", async ({ api, page, workbench }) => {
  const user = { address: { city: "Gent", street: "Veldstraat" }, age: 32 };
  await workbench.open(await api.start({ botId: "faulty", state: { user } }));
  const address = workbench.row("User", "address");
  await address.focus();
  await page.keyboard.press("ArrowRight");
  await expect(workbench.row("User", "city")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(workbench.row("User", "street")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(address).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(address).toHaveAttribute("aria-expanded", "false");
  await expect(workbench.row("User", "city")).toHaveCount(0);
  await page.keyboard.press("End");
  await expect(workbench.row("User", "age")).toBeFocused();
  await page.keyboard.press("a");
  await expect(address).toBeFocused();
});

test("what was opened or closed stays so when a turn changes the state", async ({ api, workbench }) => {
  const user = { open: { inside: 1 }, closed: { hidden: 2 } };
  await workbench.open(await api.start({ botId: "faulty", state: { user } }));
  await workbench.row("User", "closed").click();
  await expect(workbench.row("User", "hidden")).toHaveCount(0);
  await workbench.talk("set colour red", "colour is now red");
  await expect(workbench.row("User", "colour")).toBeVisible();
  await expect(workbench.row("User", "hidden")).toHaveCount(0);
  await expect(workbench.row("User", "inside")).toBeVisible();
});

test("searching leaves only what is found, in every scope, and tells how much that is", async ({ api, page, workbench }) => {
  const state = { user: { name: "Ann", age: 32 }, conversation: { topic: "Annual report", open: true } };
  await workbench.open(await api.start({ botId: "faulty", state }));
  await expect(workbench.row("User", "name")).toBeVisible();
  await page.getByRole("heading", { name: /^State/ }).click();
  await page.keyboard.press("/");
  const field = page.getByRole("searchbox", { name: "Find in state" });
  await expect(field).toBeFocused();
  await page.keyboard.type("ann");
  await expect(page.getByText("2 hits in state")).toBeAttached();
  await expect(workbench.row("User", "name")).toBeVisible();
  await expect(workbench.row("Conversation", "topic")).toBeVisible();
  await expect(workbench.row("User", "age")).toHaveCount(0);
  await field.fill("nobody has this");
  await expect(page.getByText("0 hits in state")).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(workbench.row("User", "age")).toBeVisible();
});

test("a pinned field stays in sight, follows its value, and is still pinned after a reload", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { profile: { colour: "red" } } } });
  await workbench.open(conversation);
  await workbench.openRowMenu("User", "colour");
  await page.getByRole("menuitem", { name: "Pin to watch list" }).click();
  const watched = page.getByRole("region", { name: "Watch list" }).getByRole("listitem");
  await expect(watched).toHaveText(/profile\/colour.*"red"/);
  await conversation.put("user", { profile: { colour: "blue" } });
  await expect(watched).toHaveText(/"red".*"blue".*changed/);
  await page.reload();
  await expect(watched).toHaveText(/"blue"/);
  await watched.getByRole("button", { name: "Unpin /profile/colour" }).click();
  await expect(page.getByRole("region", { name: "Watch list" })).toHaveCount(0);
});

test("values and paths can be copied", async ({ api, context, page, workbench }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await workbench.open(await api.start({ botId: "faulty", state: { user: { profile: { "first/name": "Ann" } } } }));
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await workbench.openRowMenu("User", "first/name");
  await page.getByRole("menuitem", { name: "Copy path" }).click();
  await expect.poll(copied).toBe("/profile/first~1name");
  await workbench.openRowMenu("User", "first/name");
  await page.getByRole("menuitem", { name: "Copy value" }).click();
  await expect.poll(copied).toBe("Ann");
});

test("five thousand leaves are there and only those in sight are drawn", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.talk("leaves 5000", "kept 5000 leaves");
  const rows = workbench.scope("User").getByRole("treeitem");
  const branch = workbench.row("User", "leaves");
  await expect(branch).toBeVisible();
  if ((await branch.getAttribute("aria-expanded")) === "false") await branch.click();
  await expect(workbench.row("User", "leaf00000")).toHaveAttribute("aria-setsize", "5000");
  expect(await rows.count()).toBeLessThan(150);
  await branch.focus();
  await page.keyboard.press("End");
  await expect(workbench.row("User", "leaf04999")).toBeFocused();
  await expect(workbench.row("User", "leaf04999")).toBeInViewport();
  expect(await rows.count()).toBeLessThan(150);
});

test("an item put into a list is one insertion, not a change of every item", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.talk("list", "the list has 1 items");
  await workbench.talk("list", "the list has 2 items");
  await expect(workbench.turns.getByRole("button", { name: /list/ }).last()).toHaveAccessibleName(/user state: 1 added$/);
});
