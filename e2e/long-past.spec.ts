import { expect, test } from "./support/test";

test("the slider marks what happened in turns that the page does not hold", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.say("set colour red");
  await conversation.put("user", { colour: "green" }, "Grace");
  for (let number = 0; number < 120; number++) await conversation.say("hello");
  await workbench.open(conversation);
  await expect(workbench.timeline).toHaveAccessibleDescription("Marked along it: changes of state, writes by hand.");
});

test("a long comparison draws only rows in sight, also far below", async ({ api, page }) => {
  const [left, right] = [await api.start({ botId: "faulty" }), await api.start({ botId: "faulty" })];
  for (let number = 0; number < 280; number++) await left.say(`hello ${number}`);
  await right.say("hello 0");
  await page.goto(`${left.url}/compare?with=${encodeURIComponent(right.id)}&turn=1`);
  const rows = page.getByRole("table", { name: "Turns side by side" }).getByRole("row");
  await expect(rows.filter({ hasText: "joined the conversation" })).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
  await page.getByRole("table", { name: "Turns side by side" }).locator("..").focus();
  await page.keyboard.press("End");
  await expect(rows.filter({ hasText: "hello 279" })).toContainText("one side");
  await page.getByRole("checkbox", { name: "Only turns that differ" }).check();
  await expect(page.getByRole("table", { name: "Turns side by side" })).toHaveAttribute("aria-rowcount", "280");
});

test("more than a hundred values of a place are told, page by page", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  for (let number = 1; number <= 110; number++) await conversation.say(`set size ${number}`);
  await workbench.open(conversation);
  await workbench.openRowMenu("User", "size");
  await page.getByRole("menuitem", { name: "Where from?" }).click();
  const sheet = workbench.dialog("Where does size come from?");
  const values = sheet.getByRole("list", { name: "Values, newest first" }).getByRole("listitem");
  await expect(values).toHaveCount(100);
  await sheet.getByRole("button", { name: "Earlier values" }).click();
  await expect(values).toHaveCount(110);
  await expect(values.last()).toContainText("the first value that is known");
});

test("turns are filtered by a place as people write it, with all that is below", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.put("user", { profile: { name: "Ann" } }, "Grace");
  await conversation.say("set colour red");
  await conversation.put("user", { profile: { name: "Bo" }, colour: "red" }, "Grace");
  await workbench.open(conversation);
  await workbench.turns.getByRole("button", { name: "Filter turns" }).click();
  const path = page.getByRole("textbox", { name: "at the path" });
  const rows = workbench.turns.getByRole("listitem");
  for (const written of ["/profile", "profile.name", "profile/name"]) {
    await path.fill(written);
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: "set colour" })).toHaveCount(0);
  }
});
