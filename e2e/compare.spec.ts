import type { Api, ApiConversation } from "./support/api";
import { expect, test } from "./support/test";

async function startTwo(api: Api): Promise<[ApiConversation, ApiConversation]> {
  const [left, right] = [await api.start({ botId: "faulty" }), await api.start({ botId: "faulty" })];
  for (const conversation of [left, right]) await conversation.say("set size 3");
  await left.say("set colour red");
  await right.say("set colour blue");
  await right.say("hello");
  return [left, right];
}

test("two conversations are aligned turn by turn, and what differs is marked", async ({ api, page }) => {
  const [left, right] = await startTwo(api);
  await page.goto(`${left.url}/compare?with=${encodeURIComponent(right.id)}`);
  const rows = page.getByRole("table", { name: "Turns side by side" }).getByRole("row");
  await expect(rows).toHaveCount(5);
  await expect(rows.filter({ hasText: "set size 3" })).not.toContainText("differs");
  await expect(rows.filter({ hasText: "set colour red" })).toContainText(
    /differs.*colour is now red.*set colour blue.*colour is now blue/s,
  );
  await expect(rows.last()).toContainText(/one side.*no such turn.*hello/s);
  await page.getByRole("checkbox", { name: "Only turns that differ" }).check();
  await expect(rows).toHaveCount(3);
});

test("below stands how state differs after the chosen turn", async ({ api, page }) => {
  const [left, right] = await startTwo(api);
  await page.goto(`${left.url}/compare?with=${encodeURIComponent(right.id)}`);
  const state = page.getByRole("region", { name: "Difference in state" });
  await expect(state.getByRole("row", { name: /user.*\/colour.*"red".*"blue"/ })).toBeVisible();
  await page.getByRole("button", { name: "Compare state after turn 2" }).click();
  await expect(state).toContainText("State after turn 2 is the same");
  await expect(page).toHaveURL(/&turn=2$/);
  await page.reload();
  await expect(state).toContainText("State after turn 2 is the same");
});

test("a fork is compared with where it came from by its tree of branches", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  for (const colour of ["red", "green"]) await conversation.say(`set colour ${colour}`);
  await workbench.open(conversation);
  await workbench.turn("set colour red").click();
  await workbench.button("Fork from here…").click();
  await workbench.button("Fork and open").click();
  await expect(page).not.toHaveURL(new RegExp(conversation.url));
  await workbench.isReady();
  await workbench.talk("set colour gold", "colour is now gold");
  await workbench.button("2 branches").click();
  await page.getByRole("link", { name: `Compare with ${conversation.id}` }).click();
  const row = page.getByRole("row", { name: /set colour gold.*set colour green/ });
  await expect(row).toContainText("differs");
  await expect(page.getByRole("row", { name: /user.*\/colour.*"gold".*"green"/ })).toBeVisible();
});

test("without another conversation the page asks which", async ({ api, page, workbench }) => {
  const [left, right] = await startTwo(api);
  await workbench.open(right);
  await page.goto(`${left.url}/compare`);
  await expect(page.getByText("With which conversation?")).toBeVisible();
  await page.getByRole("combobox", { name: "Other conversation" }).selectOption(right.id);
  await expect(page.getByRole("table", { name: "Turns side by side" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`compare\\?with=${right.id}$`));
});
