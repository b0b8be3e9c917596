import type { Page } from "@playwright/test";
import { newPerson } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

const listOf = (page: Page) => page.getByRole("table", { name: "People" });
const factOf = (page: Page, title: string) => page.getByRole("listitem").filter({ has: page.getByText(title, { exact: true }) });

/** Looks for somebody by what only they have, until nobody else is listed. */
async function search(page: Page, text: string): Promise<void> {
  await page.goto("/people");
  await page.getByRole("searchbox", { name: "Search" }).fill(text);
  await expect(listOf(page).getByRole("link")).toHaveCount(1);
}

test("one finds what the bot knows about Ann, why, and from which sentence", async ({ api, page }) => {
  const [ann, bo] = [newPerson("Ann"), newPerson("Bo")];
  const city = `Ghent${ann.id.replace(/[^a-f]/g, "")}`;
  const trip = await api.start({ botId: "trip-planner", user: ann });
  await trip.say(`I'm Ann from ${city}`);
  await trip.say("my budget is 900 euros");
  await trip.say("hello", bo);
  await search(page, city.toLowerCase());
  expect(new URL(page.url()).search).toBe("");
  await listOf(page).getByRole("link", { name: "Ann" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ann" })).toBeVisible();
  const home = factOf(page, "Home city");
  await expect(home).toContainText(city);
  await expect(home).toContainText(/Said today at .* in the conversation with Bo: ?I'm Ann from/);
  await expect(home).toContainText("Seen by the bot only.");
  await expect(home).toContainText("Nobody has said what for, and how long.");
  await home.getByRole("link", { name: /^turn \d+, which set Home city$/ }).click();
  await expect(page).toHaveURL(new RegExp(`${trip.url}\\?turn=\\d+$`));
  await expect(page.getByRole("region", { name: "User state" })).toContainText(city);
});

test("a fact's earlier values are told with the sentence of each, also those that were set by hand", async ({ api, page }) => {
  const ann = newPerson("Ann");
  const conversation = await api.start({ botId: "faulty", user: ann });
  await conversation.say("set colour red");
  await conversation.put("user", { colour: ann.id }, "Tess");
  await search(page, ann.id);
  await listOf(page).getByRole("link", { name: "Ann" }).click();
  const colour = factOf(page, "Colour");
  await expect(colour).toContainText("Changed by hand by Tess today");
  await colour.getByRole("button", { name: "Earlier values of Colour" }).click();
  await expect(colour.getByRole("list", { name: "Values, newest first" }).getByRole("listitem")).toContainText([
    ann.id,
    /red.*set colour red/,
  ]);
});

test("what a person said, what the bot answered and what others said is read on their page, and leads to the turn", async ({
  api,
  page,
}) => {
  const [ann, bo] = [newPerson("Ann"), newPerson("Bo")];
  const trip = await api.start({ botId: "trip-planner", user: ann });
  await trip.say("I'm Ann from Gent");
  await trip.say("hello from the other side", bo);
  await search(page, ann.id);
  await listOf(page).getByRole("link", { name: "Ann" }).click();
  await page.getByRole("button", { name: "Read what was said: Trip planner, with Bo" }).click();
  const dialog = page.getByRole("dialog", { name: "Trip planner, with Bo" });
  const said = dialog.getByRole("list", { name: "What was said" });
  await expect(said).toContainText(/Ann\s*I'm Ann from Gent/);
  await expect(said).toContainText(/Bo\s*hello from the other side/);
  await expect(said).toContainText(/Trip planner\s*\S/);
  await expect(dialog).toContainText(/Shared with others/);
  await said
    .getByRole("listitem")
    .filter({ hasText: "I'm Ann from Gent" })
    .getByRole("link", { name: /^turn \d+$/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`${trip.url}\\?turn=\\d+$`));
});

test("one sees what of a person's facts is shared with others and what is private to them", async ({ api, page }) => {
  const ann = newPerson("Ann");
  const trip = await api.start({ botId: "trip-planner", user: ann });
  await trip.say("I'm Ann from Gent");
  await trip.say("let's go to Lisbon");
  await search(page, ann.id);
  await listOf(page).getByRole("link", { name: "Ann" }).click();
  const audience = page.getByRole("group", { name: "Who can see it" });
  await audience.getByText(/^Shared/).click();
  await expect(factOf(page, "Destination")).toContainText("Lisbon");
  await expect(factOf(page, "Home city")).toHaveCount(0);
  await audience.getByText(/^Private/).click();
  await expect(factOf(page, "Home city")).toContainText("Gent");
  await expect(factOf(page, "Destination")).toHaveCount(0);
});

test("a fact that nobody has described leads to its place in the dictionary, with nothing personal in the address", async ({
  api,
  page,
}) => {
  const ann = newPerson("Ann");
  await (await api.start({ botId: "faulty", user: ann, state: { user: { [ann.id]: { shoeSize: 38 } } } })).say("hello");
  await search(page, ann.id);
  await listOf(page).getByRole("link", { name: "Ann" }).click();
  await page.getByRole("link", { name: /^Say what .*Shoe size.* is for$/i }).click();
  const sheet = page.getByRole("dialog", { name: /shoeSize/ });
  await expect(sheet.getByRole("textbox", { name: "Label" })).toBeFocused();
  expect(decodeURIComponent(page.url())).not.toMatch(new RegExp(`${ann.id}|shoe|38$`, "i"));
  await sheet.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/memory\/dictionary$/);
});

test("what a bot keeps under a key of its own with somebody's id in it stands on their page, with that key", async ({ api, page }) => {
  const ann = newPerson("Ann");
  await (await api.start({ botId: "faulty", user: ann })).say("own likes green tea");
  await search(page, ann.id);
  await listOf(page).getByRole("link", { name: "Ann" }).click();
  const named = page.getByRole("region", { name: "Under keys that bots made of their id · 1" });
  await expect(named.getByRole("listitem")).toContainText([`profile-${ann.id}`]);
  await expect(named.getByRole("definition")).toHaveText(["green tea"]);
  expect(await findProblems(page)).toEqual([]);
});

test("a question about a fact stays open until somebody resolves it", async ({ api, page }) => {
  const ann = newPerson("Ann");
  await (await api.start({ botId: "faulty", user: ann, state: { user: { colour: "red" } } })).say("hello");
  await search(page, ann.id);
  await listOf(page).getByRole("link", { name: "Ann" }).click();
  await page.getByRole("button", { name: "Ask about Colour" }).click();
  const dialog = page.getByRole("dialog", { name: "About “Colour”" });
  await dialog.getByRole("textbox", { name: "In your words" }).fill("Does the shop need it?");
  await dialog.getByRole("textbox", { name: "Assigned to" }).fill("Cleo");
  await dialog.getByRole("button", { name: "Save" }).click();
  const questions = page.getByRole("region", { name: /^Questions/ });
  await expect(questions).toContainText("Does the shop need it?");
  await expect(questions).toContainText("for Cleo");
  await expect(factOf(page, "Colour").first()).toContainText("1 question");
  await questions.getByRole("button", { name: /^Resolve/ }).click();
  await expect(page.getByRole("region", { name: "Questions · 0 open" })).toContainText("All are resolved.");
});

test("two identities are linked with evidence, stand on one page, and are taken apart again", async ({ api, page }) => {
  const [ann, anna] = [newPerson("Ann"), newPerson("Anna")];
  await (await api.start({ botId: "faulty", user: ann, state: { user: { colour: "red" } } })).say("hello");
  await (await api.start({ botId: "faulty", user: anna, state: { user: { colour: "blue" } } })).say("hello");
  await search(page, anna.id);
  await listOf(page).getByRole("link", { name: "Anna" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Anna" })).toBeVisible();
  const annasPage = page.url();
  await search(page, ann.id);
  await listOf(page).getByRole("link", { name: "Ann" }).click();
  await page.getByRole("button", { name: "Link another…" }).click();
  const dialog = page.getByRole("dialog", { name: "Link another identity" });
  await dialog.getByRole("searchbox", { name: "Who is it?" }).fill(anna.id);
  await dialog.getByRole("radio", { name: new RegExp(`^Anna.*${anna.id.slice(0, 12)}`) }).check();
  await dialog.getByRole("combobox", { name: "How do you know?" }).selectOption("They said so themselves");
  await dialog.getByRole("button", { name: "Link", exact: true }).click();
  const identities = page.getByRole("region", { name: "Identities · 2" });
  await expect(identities).toContainText("they said so themselves");
  await expect(factOf(page, "Colour")).toHaveCount(2);
  const linked = page.url();
  await page.goto(annasPage);
  await expect(page).toHaveURL(linked);
  await expect(page.getByText("This identity was linked to Ann, whose page this is.")).toBeVisible();
  await identities.getByRole("button", { name: /^Take Anna/ }).click();
  await expect(page.getByRole("region", { name: "Identities · 1" })).toContainText("Links that were taken back · 1");
  await expect(factOf(page, "Colour")).toHaveCount(1);
  await page.goto(annasPage);
  await expect(page.getByRole("heading", { level: 1, name: "Anna" })).toBeVisible();
  await expect(page).toHaveURL(annasPage);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test(`axe finds nothing on a person's page and its dialogs in ${colorScheme}`, async ({ api, page }) => {
      const ann = newPerson("Ann");
      const trip = await api.start({ botId: "trip-planner", user: ann });
      await trip.say("I'm Ann from Gent");
      await trip.say("hello", newPerson("Bo"));
      await search(page, ann.id);
      await listOf(page).getByRole("link", { name: "Ann" }).click();
      await page.getByRole("button", { name: "Earlier values of Home city" }).click();
      await page.getByText(/^In dialogs under way/).click();
      await expect(page.getByRole("list", { name: "Values, newest first" })).toBeVisible();
      expect(await findProblems(page)).toEqual([]);
      for (const [opener, dialog] of [
        ["Ask about Home city", "About “Home city”"],
        ["Link another…", "Link another identity"],
        ["Read what was said: Trip planner, with Bo", "Trip planner, with Bo"],
      ] as const) {
        await page.getByRole("button", { name: opener }).click();
        await expect(page.getByRole("dialog", { name: dialog })).toBeVisible();
        expect(await findProblems(page), dialog).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      }
    });
  });
}
