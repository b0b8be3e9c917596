import { expect, test } from "./support/test";

const turns = 310;
/** Web Chat holds 60 activities at most before the oldest go, which they do when the browser has nothing else to do. */
const mostHeld = 65;

test.describe.configure({ timeout: 90_000 });

test("a long conversation opens with its newest part and shows earlier ones by scrolling up", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  for (let number = 1; number <= turns; number++) await conversation.say(`number ${number}.`);
  await workbench.open(conversation);
  await expect(workbench.said(`number ${turns}.`)).toBeVisible();
  expect(await workbench.words.count()).toBeLessThan(mostHeld);
  await expect(workbench.said("number 250.")).toHaveCount(0);

  await workbench.feed.hover();
  await expect(async () => {
    await page.mouse.wheel(0, -3000);
    await expect(workbench.said("number 250.")).toHaveCount(1, { timeout: 500 });
  }).toPass();
  const shown = (await workbench.words.allTextContents()).filter((text) => text.startsWith("number"));
  const [first = ""] = shown;
  const start = Number(first.slice("number ".length, -1));
  expect(shown).toEqual(Array.from({ length: turns + 1 - start }, (_, index) => `number ${start + index}.`));

  await workbench.say("back to the end");
  await expect(workbench.heard("you said: back to the end")).toBeInViewport();
  await expect(async () => expect(await workbench.words.count()).toBeLessThan(mostHeld)).toPass();
});

test("the list of turns of a long conversation draws only what is in sight, and goes back to the first", async ({
  api,
  page,
  workbench,
}) => {
  const conversation = await api.start({ botId: "faulty" });
  for (let number = 1; number <= turns; number++) await conversation.say(`number ${number}.`);
  await workbench.open(conversation);
  await expect(workbench.turns.getByText(String(turns + 1), { exact: true }).first()).toBeVisible();
  await expect(workbench.turn(`number ${turns}.`)).toBeInViewport();
  expect(await workbench.turns.getByRole("listitem").count()).toBeLessThan(60);
  await workbench.turns.getByRole("list").hover();
  await expect(async () => {
    await page.mouse.wheel(0, -20_000);
    await expect(workbench.turn("joined the conversation")).toBeInViewport({ timeout: 500 });
  }).toPass();
});
