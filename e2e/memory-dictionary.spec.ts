import { readFile } from "node:fs/promises";
import type { APIRequestContext } from "@playwright/test";
import { dictionaryPage } from "@/lib/model";
import type { Api } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect } from "./support/test";
import { test } from "./support/test-with-server";

const botId = "faulty";
const bot = `/api/bots/${botId}`;

/** What a bot came to know about somebody of whom nobody has said anything yet. */
const facts = { mail: "ann@example.org", shoeSize: 38, homeCity: "Gent", isMember: true, drink: "hazelnut tea" };

async function learn(api: Api): Promise<void> {
  await api.start({ botId, state: { user: facts } });
}

async function listHinted(request: APIRequestContext): Promise<string[]> {
  const { paths } = dictionaryPage.parse(await (await request.get(`${bot}/dictionary`)).json());
  return paths.filter(({ hints }) => hints.length > 0).map(({ path }) => path);
}

test("five unclassified facts are described one after another, and the inbox counts them off", async ({ api, page, request }) => {
  await learn(api);
  // Looked for after the write, outside of it.
  await expect.poll(() => listHinted(request)).toContain("/mail");
  await page.goto("/memory");
  await expect(page.getByRole("heading", { name: "What Faulty remembers" })).toBeVisible();
  const memory = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Memory/ });
  await expect(memory).toHaveAccessibleName("Memory 5 unclassified");
  await page.getByRole("link", { name: "5 kinds of fact to describe" }).click();
  const list = page.getByRole("list", { name: "Facts" });
  await expect(list.getByRole("listitem")).toHaveCount(5);
  await expect(list.getByRole("listitem").filter({ hasText: "mail" })).toContainText("looks personal");
  await list.getByRole("listitem").first().getByRole("button").click();
  const sheet = page.getByRole("dialog");
  for (const name of ["Favourite drink", "Home town", "Is a member", "E-mail", "Shoe size"]) {
    await expect(sheet.getByRole("textbox", { name: "Label" })).toBeFocused();
    await sheet.getByRole("textbox", { name: "Label" }).fill(name);
    await sheet.getByRole("textbox", { name: "Purpose" }).fill("To suggest what fits");
    await sheet.getByRole("textbox", { name: "Label" }).press("Enter");
    await expect(page.getByText(`${name} is described.`)).toBeVisible();
  }
  await expect(sheet).toHaveCount(0);
  await expect(page.getByText("Everything here is described")).toBeVisible();
  await expect(memory).toHaveAccessibleName("Memory");
  await page.getByRole("radio", { name: /^Described/ }).check({ force: true });
  await expect(list.getByRole("listitem")).toHaveCount(5);
  await expect(list).toContainText("Favourite drink");
});

test("several facts are described together, and the history says who said what", async ({ api, page }) => {
  await learn(api);
  await page.goto(`/bots/${botId}/memory/dictionary`);
  await page.getByRole("checkbox", { name: "Choose homeCity" }).check();
  await page.getByRole("checkbox", { name: "Choose shoeSize" }).check();
  await page.getByRole("button", { name: "Describe together…" }).click();
  const dialog = page.getByRole("dialog", { name: "Describe 2 facts" });
  await dialog.getByRole("textbox", { name: "Kept for (days)" }).fill("a year");
  await expect(dialog.getByText("Write the number of days in digits")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Kept for (days)" }).fill("365");
  await dialog.getByRole("combobox", { name: "Sensitive" }).selectOption({ label: "No" });
  await dialog.getByRole("button", { name: "Describe 2 facts" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: "homeCity" })).toContainText("1 year");
  await page.getByRole("button", { name: "History" }).click();
  const changes = page.getByRole("dialog", { name: "Who said what" }).getByRole("list", { name: "Changes" });
  await expect(changes.locator(":scope > li")).toHaveCount(2);
  await expect(changes).toContainText("Local user");
});

test("a dictionary is carried as a file, and one that is wrong is refused with the line", async ({ api, page, tolerated }) => {
  tolerated.push(/status of 422/);
  await learn(api);
  await page.goto(`/bots/${botId}/memory/dictionary`);
  const choose = async (text: string) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import…" }).click();
    await (await chooser).setFiles({ name: "dictionary.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  };
  await choose("scope,path,label\nuser,/drink,Drink\nuser,/mail\n");
  const refusal = page.getByRole("dialog", { name: "The file was not taken" });
  await expect(refusal.getByRole("listitem")).toHaveText(/^Line 3/);
  await refusal.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("listitem").filter({ hasText: "drink" })).toContainText("Unclassified");
  await choose("scope,path,label\nuser,/drink,Drink\n");
  await expect(page.getByRole("button", { name: "Drink", exact: true })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV file of the dictionary" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain("user,/drink,Drink,");
});

test("what the bot remembers is handed out as a page of its own, without anybody's values", async ({ api, page }) => {
  await learn(api);
  await page.goto(`/bots/${botId}/memory/dictionary`);
  await page.getByRole("button", { name: "drink", exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox", { name: "Label" }).fill("Favourite drink");
  await sheet.getByRole("textbox", { name: "Purpose" }).fill("To offer you what you like");
  await sheet.getByRole("combobox", { name: "Legal basis (GDPR Art. 6)" }).selectOption({ label: "Consent (a)" });
  await sheet.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Register" }).click();
  await page.getByRole("textbox", { name: "Controller (a)" }).fill("Example Ltd, 1 High Street");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("definition").filter({ hasText: "Example Ltd" }).first()).toContainText("Local user");
  await page.getByRole("link", { name: "Notice" }).click();
  const notice = page.getByRole("article", { name: "Notice" });
  await expect(notice).toContainText("Favourite drink");
  await expect(notice).toContainText("Example Ltd");
  await expect(page.getByRole("region", { name: "Before you hand it out" })).toContainText("not in the notice: 4");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Save as a web page/ }).click();
  const html = await readFile(await (await download).path(), "utf8");
  for (const value of Object.values(facts).filter((one) => typeof one === "string")) expect(html).not.toContain(value);
  await page.setContent(html);
  await expect(page.getByRole("heading", { level: 2, name: "To offer you what you like" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Favourite drink/ })).toContainText("Your consent");
  expect(await findProblems(page)).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test(`axe finds nothing on the pages of memory in ${colorScheme}`, async ({ api, page, request }) => {
      await learn(api);
      const { paths } = await (await request.get(`${bot}/dictionary`)).json();
      const set = { label: "Drink", category: "health", isSensitive: true, retentionDays: 0, purpose: "To offer" };
      await request.patch(`${bot}/dictionary`, { data: { changes: [{ pathIds: [paths[0].id], set }] } });
      for (const [address, ready] of [
        ["", "After each release"],
        ["/notice", "Before you hand it out"],
        ["/register", "What you say about the processing"],
      ]) {
        await page.goto(`/bots/${botId}/memory${address}`);
        await expect(page.getByRole("heading", { name: ready })).toBeVisible();
        expect(await findProblems(page), address).toEqual([]);
      }
      await page.goto(`/bots/${botId}/memory/dictionary`);
      await expect(page.getByRole("list", { name: "Facts" }).getByRole("listitem")).toHaveCount(5);
      await page.getByRole("checkbox", { name: "Choose all that are listed" }).check();
      expect(await findProblems(page), "dictionary").toEqual([]);
      for (const open of ["Drink", "Describe together…", "History"]) {
        await page.getByRole("button", { name: open, exact: true }).click();
        await expect(
          page
            .getByRole("dialog")
            .getByRole("form")
            .or(page.getByRole("list", { name: "Changes" }))
            .first(),
        ).toBeVisible();
        expect(await findProblems(page), open).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      }
    });
  });
}
