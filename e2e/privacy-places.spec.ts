import type { Page } from "@playwright/test";
import { type Api, newPerson } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

// An erasure without a plan, and a case that may not end yet, are answered as faults, which browsers report.
// Where somebody was erased every open page is read anew, also what another test is about to type.
test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeEach(({ tolerated }) => void tolerated.push(/status of 404 .*\/erasure\)/, /status of 409/));

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

/** Ann and Bo in one conversation in which Tess wrote by hand, and Ann's case as far as its plan. */
async function planShared(api: Api, page: Page) {
  const [ann, bo] = [newPerson("Ann"), newPerson("Bo")];
  const together = await api.start({ user: ann });
  await together.say("hi");
  await page.request.post(`/api${together.url.replace("/c/", "/conversations/")}/members`, { data: bo });
  await together.put("conversation", { hers: "a parrot called Ada", his: "a canoe called Bertha" }, "Tess");
  const found = await page.request.post("/api/people/search", { data: { query: ann.id, match: "exact" } });
  const { people } = (await found.json()) as { people: { personId: string }[] };
  const opened = await page.request.post("/api/privacy/requests", { data: { type: "erasure", personId: people[0]?.personId } });
  const { number } = (await opened.json()) as { number: string };
  await page.request.post(`/api/privacy/requests/${number}/identity`, { data: { noDoubt: "Came to the counter" } });
  await page.goto(`/privacy/requests/${number}`);
  await button(page, "Make a plan").click();
  return { together, bo, number };
}

async function approveAndRun(page: Page, number: string, title = "Erased and verified"): Promise<void> {
  await button(page, "Approve this plan").click();
  await page.getByLabel("Number of the case").fill(number);
  await button(page, /^Erase \d+ rows?$/).click();
  await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible({ timeout: 30_000 });
}

test("what no turn tells whose it is waits for a decision, and the case cannot end before", async ({ api, page }) => {
  const { together, bo, number } = await planShared(api, page);
  const places = page.getByRole("region", { name: "Places to decide" });
  await expect(places.getByRole("heading", { name: "2 places need a decision" })).toBeVisible();
  await expect(places.getByRole("listitem", { name: "/hers" })).toContainText("a parrot called Ada");
  await expect(places.getByRole("listitem", { name: "/hers" })).toContainText("Written by hand by Tess");
  await button(page, "/his is somebody else’s").click();
  await expect(places.getByRole("heading", { name: "One place needs a decision" })).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await approveAndRun(page, number);
  await button(page, "Close as complete").click();
  await expect(page.getByRole("region", { name: "Next step" }).getByRole("alert")).toContainText("One place waits for a decision");

  await button(page, "/hers is theirs").click();
  await approveAndRun(page, number);
  await expect(places.getByRole("listitem", { name: "/hers" })).toContainText("Theirs: erased");
  expect((await together.state(bo)).conversation.data).toEqual({ his: "a canoe called Bertha" });
  await page.goto(`/privacy/requests/${number}/receipt`);
  await expect(page.getByRole("region", { name: "Decided by people" })).toContainText("1 place found to be somebody else's, and kept");
  await page.goto(`/privacy/requests/${number}`);
  await button(page, "Close as complete").click();
  await expect(page.getByRole("region", { name: "Next step" })).toContainText("This case is closed");
});

test("a conversation on hold is kept and restricted while the rest is erased, and erased once the hold is released", async ({
  api,
  page,
}) => {
  const ann = newPerson("Ann");
  const [held, other] = [await api.start({ user: ann }), await api.start({ user: ann })];
  for (const chat of [held, other]) await chat.say("hi");
  await held.say("this is of the claim");
  const found = await page.request.post("/api/people/search", { data: { query: ann.id, match: "exact" } });
  const { people } = (await found.json()) as { people: { personId: string }[] };
  const personId = people[0]?.personId ?? "";
  await page.goto(`/people/${personId}`);
  await button(page, "Legal hold…").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What is held").selectOption("conversation");
  await dialog.getByLabel("Which conversation").selectOption(held.id);
  await dialog.getByLabel("Matter").fill("2026/7");
  await dialog.getByLabel("Owner").fill("Legal");
  await dialog.getByLabel("Looked at again by").fill(new Date().toISOString().slice(0, 10));
  await dialog.getByRole("button", { name: "Hold" }).click();
  await expect(dialog).toBeHidden();
  const opened = await page.request.post("/api/privacy/requests", { data: { type: "erasure", personId } });
  const { number } = (await opened.json()) as { number: string };
  await page.request.post(`/api/privacy/requests/${number}/identity`, { data: { noDoubt: "Came to the counter" } });
  await page.goto(`/privacy/requests/${number}`);
  await button(page, "Make a plan").click();
  await expect(page.getByRole("region", { name: "Legal holds" })).toContainText("Ground: Art. 17(3)(e) GDPR");
  expect(await findProblems(page)).toEqual([]);
  await approveAndRun(page, number, "The rest is erased and verified");
  expect(await held.texts()).toContain("this is of the claim");
  expect((await page.request.get(`/api/conversations/${encodeURIComponent(other.id)}`)).status()).toBe(404);
  await button(page, "Close as done in part").click();
  await expect(page.getByRole("region", { name: "Next step" })).toContainText("It was done in part");

  const standing = await page.request.get(`/api/privacy/people/${personId}/standing`);
  const { holds } = (await standing.json()) as { holds: { id: string }[] };
  await page.request.post(`/api/privacy/holds/${holds[0]?.id}/release`, { data: { reason: "settled" } });
  await page.goto("/privacy/proposals");
  await page
    .getByRole("button", { name: /^Approve: Release/ })
    .first()
    .click();
  await page.goto(`/privacy/requests/${number}`);
  await button(page, "Finish the erasure").click();
  await approveAndRun(page, number);
  expect((await page.request.get(`/api/conversations/${encodeURIComponent(held.id)}`)).status()).toBe(404);
});
