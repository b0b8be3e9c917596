import { newPerson } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

const page = "/bots/trip-planner/memory/findings";
const wrongScope = "A private fact kept where others see it";

test("find the private budget that somebody moved into conversation state, see who did it, and follow it to the turn", async ({
  api,
  page: tab,
}) => {
  const [ann, bo] = [await api.start({ botId: "trip-planner" }), await api.start({ botId: "trip-planner", user: newPerson("Bo") })];
  for (const conversation of [ann, bo]) await conversation.say("my budget is 900 euros");
  await ann.put("private", {}, "Kim");
  await ann.put("conversation", { wishes: { budgetEur: 900 } }, "Kim");

  await tab.goto("/memory");
  await tab.getByRole("combobox", { name: "Bot" }).selectOption({ value: "trip-planner" });
  await expect(tab.getByRole("heading", { name: "What Trip planner remembers" })).toBeVisible();
  await tab.getByRole("navigation", { name: "Memory" }).getByRole("link", { name: "Findings" }).click();
  const finding = tab.getByRole("article", { name: wrongScope }).filter({ hasText: "budgetEur" });
  await expect(finding).toContainText("Conversation state");
  await expect(finding).toContainText("wishes › budgetEur");
  await expect(finding).toContainText(/\d+ (person|people)/);
  await expect(finding).toContainText("everyone in the conversation shares");
  await expect(finding).toContainText("Move it back to private state");
  const source = finding.getByRole("listitem").filter({ hasText: "by hand: Kim" }).first();
  await source.getByRole("link", { name: /^Turn \d+$/ }).click();
  await expect(tab).toHaveURL(new RegExp(`${ann.url}\\?turn=\\d+`));
});

test("a finding is accepted with a reason, and taken back", async ({ api, page: tab }) => {
  const conversation = await api.start({ botId: "state-management" });
  const fact = `wish${crypto.randomUUID().slice(0, 8).replaceAll(/\d/g, "x")}`;
  await conversation.put("private", { [fact]: 1 });
  await conversation.put("conversation", { [fact]: 1 });
  await tab.goto("/bots/state-management/memory/findings");
  const finding = tab.getByRole("article", { name: wrongScope }).filter({ hasText: fact });
  await finding.getByRole("button", { name: /^Accept with a reason/ }).click();
  const form = finding.getByRole("textbox", { name: "Why is this all right?" });
  await expect(form).toBeFocused();
  await form.fill("Everybody is told of it.");
  await finding.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(finding).toHaveCount(0);

  await tab.getByRole("radio", { name: /^Accepted/ }).press("Space");
  await expect(finding).toContainText("Everybody is told of it. (Local user,");
  await finding.getByRole("button", { name: "Take back" }).click();
  await expect(finding).toHaveCount(0);
  await tab.getByRole("radio", { name: /^Open/ }).press("Space");
  await expect(finding).toBeVisible();
});

test("findings are narrowed to a rule, and a rule that finds nothing says so", async ({ api, page: tab }) => {
  await (await api.start({ botId: "trip-planner" })).say("my budget is 900 euros");
  await tab.goto(page);
  const rule = tab.getByRole("combobox", { name: "Rule" });
  await rule.selectOption("No retention");
  await expect(tab.getByRole("article", { name: "No retention" })).not.toHaveCount(0);
  await expect(tab.getByRole("article", { name: "No purpose" })).toHaveCount(0);
  await rule.selectOption("Writes refused because of eTags");
  await expect(tab.getByText("No finding fits")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test(`axe finds nothing on the findings, nor on the form that accepts one, in ${colorScheme}`, async ({ api, page: tab }) => {
      await (await api.start({ botId: "trip-planner" })).say("my budget is 900 euros");
      await tab.goto(page);
      await tab
        .getByRole("button", { name: /^Accept with a reason/ })
        .first()
        .click();
      await expect(tab.getByRole("textbox", { name: "Why is this all right?" })).toBeVisible();
      expect(await findProblems(tab)).toEqual([]);
    });
  });
}
