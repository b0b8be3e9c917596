import { expect, test } from "./support/test";

test("the list of turns says what was said, how long it took, and what it changed in which scope", async ({ api, workbench }) => {
  await workbench.open(await api.start());
  await workbench.talk("hi", "What is your name?");
  const rows = workbench.turns.getByRole("listitem");
  await expect(rows).toHaveCount(2);
  const names = rows.getByRole("button", { name: /^\d/ });
  await expect(names.nth(0)).toHaveAccessibleName(/^1 joined the conversation \d/);
  await expect(names.nth(1)).toHaveAccessibleName(/^2 hi \d.* ms , user state: 1 added , conversation state: 1 added$/);
});

test("a turn is chosen with j and k and opened with Enter; Escape leads back to it", async ({ api, page, workbench }) => {
  const conversation = await api.start();
  for (const text of ["hi", "Ann", "hello"]) await conversation.say(text);
  await workbench.open(conversation);
  await page.getByRole("heading", { name: "Turns" }).click();
  await page.keyboard.press("k");
  await expect(workbench.turn("hello")).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  const row = workbench.turn("Ann");
  await expect(row).toHaveAttribute("aria-current", "true");
  await row.focus();
  await page.keyboard.press("Enter");
  const sheet = workbench.dialog("Turn 3 · Ann");
  await expect(sheet.getByRole("row", { name: /user.*\/userProfile\/name.*"Ann"/ })).toBeVisible();
  await expect(sheet).toContainText("Thanks Ann.");
  await expect(page).toHaveURL(/\?turn=3&tab=changes$/);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(row).toBeFocused();
  await expect(page).toHaveURL(/\?turn=3$/);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(conversation.url);
});

test("an open turn leads to the one before and after it", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  for (const text of ["one", "two"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.turn("two").dblclick();
  await expect(workbench.button("Next")).toBeDisabled();
  await workbench.button("Previous").click();
  await expect(workbench.dialog("Turn 2 · one")).toContainText("you said: one");
  await workbench.button("Previous").click();
  await expect(workbench.button("Previous")).toBeDisabled();
});

test("a message in the chat leads to its turn", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  for (const text of ["one", "two"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.words.getByText("you said: one").click();
  await expect(workbench.turn("one")).toHaveAttribute("aria-current", "true");
});

test("a turn that does not exist is told so, and the page goes on", async ({ api, page, tolerated, workbench }) => {
  tolerated.push(/status of 404/);
  const conversation = await api.start();
  await page.goto(`${conversation.url}?turn=99`);
  await workbench.isReady();
  await expect(workbench.past).toContainText("The state after turn 99 did not load");
  await workbench.button("Back to now").click();
  await page.goto(`${conversation.url}?turn=99&tab=changes`);
  // The first thing after the page itself has loaded.
  await expect(workbench.dialog(/^Turn 99/)).toContainText("Turn 99 did not load", { timeout: 30_000 });
  await page.keyboard.press("Escape");
  await workbench.isReady();
  await workbench.talk("hi", "What is your name?");
});

test("changes made by hand stand between the turns, and can be listed alone", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.say("one");
  await conversation.put("user", { colour: "red" }, "Grace");
  await conversation.say("two");
  await workbench.open(conversation);
  await expect(workbench.turns.getByRole("listitem")).toContainText(["joined", "one", "Grace edited user state", "two"]);
  const filter = workbench.turns.getByRole("combobox", { name: "Show turns" });
  await filter.selectOption("Made by hand");
  await expect(workbench.turns.getByRole("listitem")).toContainText(["Grace edited user state"]);
  await filter.selectOption("That failed");
  await expect(workbench.turns).toContainText("None of that kind");
  await workbench.button("Show all turns").click();
  await expect(workbench.turns.getByRole("listitem")).toHaveCount(4);
});
