import type { Page } from "@playwright/test";
import { retention } from "@/lib/model";
import type { ApiConversation } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

const today = () => new Date().toISOString().slice(0, 10);

/** Opens the page of whoever a conversation is with. */
async function openPerson(page: Page, { user }: ApiConversation): Promise<void> {
  const found = await page.request.post("/api/people/search", { data: { query: user.id, match: "exact" } });
  const { people } = (await found.json()) as { people: { personId: string }[] };
  await page.goto(`/people/${people[0]?.personId}`);
}

test("a wrong value is corrected with a reason wherever it stands, also within a text, and the bot has the new one", async ({
  api,
  page,
}) => {
  const conversation = await api.start({ botId: "profile" });
  const email = "ann@old.example";
  await conversation.put("user", { email, login: email, profile: { summary: `Write to ${email}, not to jo${email}.` } });
  await openPerson(page, conversation);
  await page.getByRole("button", { name: /^Correct .*email/i }).click();
  await expect(page.getByRole("group", { name: /one more place/ })).toBeVisible();
  await page.getByLabel("It should be").fill("ann@new.example");
  await page.getByRole("textbox", { name: "Reason" }).fill("a new provider");
  const text = page.getByRole("group", { name: /a part of one text/ }).getByRole("checkbox");
  await expect(text).toHaveAccessibleDescription(/^Write to ann@old\.example ann@new\.example, not to joann@old\.example\.$/);
  await expect(text).not.toBeChecked();
  await text.check();
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Correct in 3 places" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  const [login, summary] = ["ann@new.example", "Write to ann@new.example, not to joann@old.example."];
  expect((await conversation.state()).user.data).toEqual({ email: login, login, profile: { summary } });
});

test("a restricted person is not answered, which the chat says, until a proposal to lift it is approved", async ({
  api,
  page,
  workbench,
}) => {
  const conversation = await api.start({ botId: "profile" });
  await openPerson(page, conversation);
  await page.getByRole("button", { name: "Restrict…" }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("says the address is wrong");
  await page.getByRole("button", { name: "Restrict", exact: true }).click();
  await expect(page.getByText("Restricted: kept, and used for nothing.")).toBeVisible();
  await workbench.open(conversation);
  await expect(page.getByRole("region", { name: "Restrictions" })).toContainText("may be kept and nothing else");
  await openPerson(page, conversation);
  await page.getByRole("button", { name: "Lift the restriction…" }).click();
  await page.getByLabel("The person was told on").fill(today());
  await page.getByRole("textbox", { name: "Reason" }).fill("corrected");
  await page.getByRole("button", { name: "Propose" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.goto("/privacy/proposals");
  await page.getByRole("button", { name: /^Approve: Lift a restriction/ }).click();
  await expect(page.getByText("self-approved").first()).toBeVisible();
  await openPerson(page, conversation);
  await expect(page.getByRole("button", { name: "Restrict…" })).toBeVisible();
});

test("an objection that is noted on a person's page stands, has a case, and has an erasure planned for somebody to decide", async ({
  api,
  page,
}) => {
  await openPerson(page, await api.start({ botId: "profile" }));
  await page.getByRole("button", { name: "Note an objection…" }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("no more of this");
  await page.getByRole("textbox", { name: "How do you know that it is them?" }).fill("came to the counter");
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Note the objection" }).click();
  const noted = page.getByRole("region", { name: "Restrictions and holds" });
  await expect(noted).toContainText("Objected: bots answer without memory.");
  const requests = page.getByRole("region", { name: "Open requests · 2" });
  await expect(requests.getByRole("listitem").filter({ hasText: "Erasure" })).toContainText("plan to be approved");
  await noted.getByRole("link", { name: /^DS-/ }).click();
  await expect(page.getByRole("region", { name: "History" })).toContainText("Objection noted");
});

test("changed rules stay when somebody else saves, and are saved upon theirs", async ({ page, request, tolerated }) => {
  tolerated.push(/status of 409 .*\/retention\)/);
  const read = async () => retention.parse(await (await request.get("/api/privacy/retention")).json()).rules;
  const rules = await read();
  const daysOf = (id: string) => rules.find((rule) => rule.id === id)?.days ?? 0;
  const theirs = String(daysOf("user-state") + 1);
  const mine = String(daysOf("private-state") + 1);
  const ofUser = page.getByRole("spinbutton", { name: "Days: User state" });
  const ofPrivate = page.getByRole("spinbutton", { name: "Days: Private state" });
  await page.goto("/privacy/retention");
  await ofPrivate.fill(mine);
  await page.getByRole("textbox", { name: "Why are the rules changed?" }).fill("They ask later");
  const wanted = rules.filter(({ origin }) => origin === "policy").map(({ origin: _, label: __, ...rule }) => rule);
  const longer = wanted.map((rule) => (rule.id === "user-state" ? { ...rule, days: Number(theirs) } : rule));
  expect((await request.put("/api/privacy/retention", { data: { rules: longer, reason: "Longer" } })).status()).toBe(200);
  await page.getByRole("button", { name: "Save the rules" }).click();
  const note = page.getByRole("alert").filter({ hasText: "Somebody saved other rules meanwhile" });
  await expect(note.getByRole("list", { name: "What they changed" })).toContainText(
    `User state: ${daysOf("user-state")} days, now ${theirs} days`,
  );
  await expect(ofPrivate).toHaveValue(mine);
  expect(await findProblems(page)).toEqual([]);
  await note.getByRole("button", { name: "Apply my changes to theirs" }).click();
  await expect(note).toBeHidden();
  await expect(ofUser).toHaveValue(theirs);
  await page.getByRole("button", { name: "Save the rules" }).click();
  await expect(page.getByRole("button", { name: "Save the rules" })).toBeHidden();
  const saved = Object.fromEntries((await read()).map(({ id, days }) => [id, String(days)]));
  expect(saved).toMatchObject({ "user-state": theirs, "private-state": mine });
});

test("the pages of retention and proposals say what they are for, and can be used by everybody", async ({ page }) => {
  for (const [path, title] of [
    ["/privacy/retention", "Retention"],
    ["/privacy/proposals", "Proposals"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    expect(await findProblems(page)).toEqual([]);
  }
});
