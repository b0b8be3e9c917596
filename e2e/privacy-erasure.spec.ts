import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type ApiConversation, newPerson } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

// Afterwards what was open is not there any more.
test.beforeEach(({ tolerated }) => void tolerated.push(/status of 404/, /ERR_INTERNET_DISCONNECTED/));

/** A case about whoever a conversation is with, whose identity is confirmed; answers its number. */
async function openErasure(page: Page, { user }: ApiConversation): Promise<{ number: string; personId: string }> {
  const found = await (await page.request.post("/api/people/search", { data: { query: user.id, match: "exact" } })).json();
  const personId = found.people[0].personId as string;
  const { number } = await (await page.request.post("/api/privacy/requests", { data: { type: "erasure", personId } })).json();
  // There is no plan yet, so nothing asks for one.
  const failed: string[] = [];
  page.on("response", (answer) => void (answer.status() >= 400 && failed.push(`${answer.status()} ${answer.url()}`)));
  await page.goto(`/privacy/requests/${number}`);
  await expect(page.getByRole("button", { name: "Make a plan" })).toBeVisible();
  await page.getByRole("button", { name: "There is no doubt…" }).click();
  await page.getByRole("textbox", { name: "How do you know?" }).fill("Came to the counter");
  await page.getByRole("button", { name: "Identity confirmed" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(failed.filter((one) => one.includes("/api/"))).toEqual([]);
  return { number, personId };
}

async function erase(page: Page, number: string): Promise<void> {
  await page.getByRole("button", { name: "Make a plan" }).click();
  await expect(page.getByRole("heading", { name: "What will go" })).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Approve this plan" }).click();
  await page.getByRole("textbox", { name: "Number of the case" }).fill(number);
  await page.getByRole("button", { name: /^Erase/ }).click();
  await expect(page.getByRole("heading", { name: "What went" })).toBeVisible({ timeout: 30_000 });
}

test("who is erased goes from every page that is open, and the receipt proves it without this server", async ({
  api,
  page,
  context,
}, info) => {
  test.setTimeout(120_000);
  const mark = `Canary${info.workerIndex}${Date.now()}`;
  const ann = newPerson(`Ann ${mark}`);
  const conversation = await api.start({ botId: "profile", user: ann });
  await conversation.put("user", { email: `${mark}@example.org` });
  const { number, personId } = await openErasure(page, conversation);
  const watching = await Promise.all(
    ["/people", `/people/${personId}`, "/conversations", conversation.url].map(async (path) => {
      const other = await context.newPage();
      await other.goto(path);
      await expect(other.getByText(mark).filter({ visible: true }).first()).toBeVisible();
      return other;
    }),
  );

  await erase(page, number);

  for (const other of watching) await expect(other.getByText(ann.name)).toHaveCount(0);
  await page
    .getByRole("link", { name: /receipt/i })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: `Receipt ${number}` })).toBeVisible();
  await expect(page.getByText(/^Erased and verified on /)).toBeVisible();
  await expect(page.getByRole("region", { name: "How it was verified" })).toContainText("Nothing was found.");
  await expect(
    page.getByRole("region", { name: "What was erased" }).getByRole("row", { name: /^What bots remember now [1-9]/ }),
  ).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save as a file" }).click()]);
  const file = await download.path();
  expect(readFileSync(file, "utf8")).not.toContain("Canary");

  await page.goto("/privacy/receipt");
  await context.setOffline(true);
  await page.getByLabel("Receipt file").setInputFiles(file);
  await expect(page.getByRole("main").getByRole("status")).toContainText("This receipt is genuine");
  const forged = readFileSync(file, "utf8").replace('"hits": 0', '"hits": 1');
  await page.getByLabel("Receipt file").setInputFiles({ name: "forged.json", mimeType: "application/json", buffer: Buffer.from(forged) });
  await expect(page.getByRole("main").getByRole("status")).toContainText("it was changed after it was signed");
  await context.setOffline(false);
});

test("what was erased and who looked at it is on the audit page, without any name", async ({ api, page }) => {
  const ann = newPerson(`Ann Audited${Date.now()}`);
  const conversation = await api.start({ botId: "profile", user: ann });
  await conversation.put("user", { email: "ann.audited@example.org" });
  const { number } = await openErasure(page, conversation);
  await erase(page, number);
  await page.goto("/privacy/audit");
  await expect(page.getByRole("list", { name: "Entries" }).getByRole("listitem").filter({ hasText: number }).first()).toBeVisible();
  await expect(page.getByText(ann.name)).toHaveCount(0);
  expect(await findProblems(page)).toEqual([]);
});
