import { newPerson } from "./support/api";
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
  await expect(workbench.dialog("Turn 2 · one")).toContainText("This turn changed no state.");
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

test("an opened turn shows its parts one at a time, and a link leads to the part", async ({ api, elsewhere, page, workbench }) => {
  const conversation = await api.start();
  for (const text of ["hi", "Ann"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.turn("Ann").dblclick();
  const sheet = workbench.dialog("Turn 3 · Ann");
  await expect(sheet.getByRole("tab", { name: /Changes/ })).toHaveAttribute("aria-selected", "true");
  await expect(sheet.getByRole("table", { name: "Changes" })).toContainText("/userProfile/name");
  await sheet.getByRole("tab", { name: /Activities/ }).click();
  await expect(sheet.getByRole("region", { name: "Replies" })).toContainText("Thanks Ann.");
  await expect(page).toHaveURL(/\?turn=3&tab=activities$/);
  await elsewhere.page.goto(page.url());
  await expect(elsewhere.dialog("Turn 3 · Ann").getByRole("region", { name: "Incoming activity" })).toContainText("Ann", {
    timeout: 30_000,
  });
});

test("a long text that changed is told by its words", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.say("set note we leave on Friday morning and come back on Sunday");
  await conversation.say("set note we leave on Friday evening and come back on Sunday");
  await workbench.open(conversation);
  await workbench.turn("Friday evening").dblclick();
  const row = workbench.dialog(/^Turn 3/).getByRole("row", { name: /\/note/ });
  await expect(row.getByRole("deletion")).toHaveText("morning");
  await expect(row.getByRole("insertion")).toHaveText("evening");
});

test("the list of turns is narrowed to a place in the state, slow turns and one person", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  const bo = newPerson("Bo");
  for (const text of ["set colour red", "slow 2000", "set size 3"]) await conversation.say(text);
  await conversation.put("user", { colour: "green", size: "3" }, "Grace");
  await conversation.say("hello", bo);
  await workbench.open(conversation);
  const rows = workbench.turns.getByRole("listitem");
  await workbench.button("Filter turns").click();
  const path = page.getByRole("textbox", { name: "at the path" });
  await path.fill("colour");
  await expect(rows).toContainText(["set colour red", "Grace edited user state"]);
  await expect(rows).toHaveCount(2);
  await path.fill("");
  await page.getByRole("textbox", { name: /took longer than/ }).fill("1500");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(["slow 2000"]);
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("combobox", { name: "are of" }).selectOption("Bo");
  await expect(rows.last()).toContainText("hello");
  await expect(rows.filter({ hasText: "set size" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await workbench.button("Filter turns (1 set)").click();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(rows.filter({ hasText: "set size" })).toHaveCount(1);
});

test("an opened turn tells what the bot asked of its storage and how its dialogs moved, also in words", async ({
  api,
  page,
  workbench,
}) => {
  const conversation = await api.start({ botId: "trip-planner" });
  for (const text of ["I'm Ann from Gent", "let's go to Lisbon"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.turn("let's go to Lisbon").click();
  await page.keyboard.press("i");
  const sheet = workbench.dialog(/^Turn 3/);
  await sheet.getByRole("tab", { name: /Storage/ }).click();
  await expect(sheet.getByRole("img", { name: /storage operations over/ })).toBeVisible();
  await expect(sheet.getByRole("table", { name: "Storage operations" }).getByRole("row", { name: /write.*conversations/ })).toContainText(
    "Lisbon",
  );
  await sheet.getByRole("tab", { name: /Dialogs/ }).click();
  await expect(sheet.getByRole("img", { name: /dialog stack/ })).toBeVisible();
  await expect(sheet.getByRole("list", { name: "Dialog events" })).toContainText("dates: begun");
});
