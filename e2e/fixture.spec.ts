import { readFileSync } from "node:fs";
import { newPerson } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

const botId = "faulty-fixture";
const secret = "Kanarienvogel";

test("a real conversation becomes a test fixture in which nobody is named, and a test bot goes on with it", async ({
  api,
  page,
  request,
  workbench,
}) => {
  const person = newPerson(`Ann ${secret}`);
  const conversation = await api.start({ botId, user: person });
  await conversation.say(`set colour ${secret}`);
  await conversation.say("set size 4");
  expect((await request.patch(`/api/bots/${botId}`, { data: { isProduction: true } })).status()).toBe(200);

  await workbench.open(conversation);
  const masking = page.getByRole("region", { name: "Masking" });
  await expect(masking).toContainText("values are masked");
  await expect(workbench.row("User", "colour")).toContainText("text");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Make a test fixture…" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a test fixture" });
  await expect(dialog.getByText("Masked texts cannot be kept")).toBeVisible();
  await expect(dialog.getByRole("checkbox").first()).toBeDisabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await masking.getByRole("button", { name: `Unmask ${person.id}…` }).click();
  const unmask = page.getByRole("dialog", { name: `Unmask ${person.id}?` });
  await unmask.getByRole("textbox", { name: "Reason" }).fill("A fixture for bug 4711");
  await unmask.getByRole("button", { name: "Unmask for 10 minutes" }).click();
  await expect(masking).toContainText("is unmasked");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Make a test fixture…" }).click();
  await dialog.getByRole("checkbox", { name: /set size 4/ }).check();
  await dialog.getByRole("checkbox", { name: /colour is now/ }).check();
  await dialog.getByRole("combobox", { name: "For which bot" }).selectOption("Faulty");
  expect(await findProblems(page, { within: "[role=dialog]" })).toEqual([]);
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save the fixture" }).click();
  const download = await saving;
  const file = readFileSync(await download.path());
  for (const known of [secret, "Ann", person.id, conversation.id]) expect(file.toString()).not.toContain(known);
  expect(download.suggestedFilename()).toMatch(/^conversation_\w+\.bundle\.json$/);
  await expect(dialog).toHaveCount(0);

  const opened = await request.post("/api/bundles", { data: JSON.parse(file.toString()) });
  const { conversationId } = await opened.json();
  const forked = await request.post(`/api/conversations/${conversationId}/fork`, { data: { turn: 3, user: "copy" } });
  const fork = await forked.json();
  await page.goto(fork.url);
  await expect(workbench.feed.getByRole("article", { name: /set size 4$/ })).toBeVisible();
  await expect(workbench.heard("[text withheld]")).not.toHaveCount(0);
  await expect(workbench.row("User", "colour")).toContainText("person_");
  await workbench.say("set colour blue");
  await expect(workbench.row("User", "colour")).toContainText("blue");
});
