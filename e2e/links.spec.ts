import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

const readClipboard = () => navigator.clipboard.readText();

test("a copied link opens the same conversation in another browser", async ({ api, elsewhere, page, workbench }) => {
  const conversation = await api.start();
  await conversation.say("hi");
  await workbench.open(conversation);
  await workbench.button("Copy link").click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(readClipboard);
  await elsewhere.open({ url: link });
  await expect(elsewhere.said("hi")).toBeVisible();
  await expect(elsewhere.button("Speaking as Ann")).toBeVisible();
});

test("a link to an opened turn opens it", async ({ api, elsewhere, page, workbench }) => {
  const conversation = await api.start();
  await conversation.say("hi");
  await workbench.open(conversation);
  await workbench.turn("hi").dblclick();
  await workbench.button("Copy link to this turn").click();
  await expect(page.getByText("Link copied")).toBeVisible();
  await elsewhere.page.goto(await page.evaluate(readClipboard));
  await elsewhere
    .dialog(/^Turn 2/)
    .getByRole("tab", { name: /^Activities/ })
    .click();
  await expect(elsewhere.dialog(/^Turn 2/)).toContainText("What is your name?");
});

test("a link to a place in the state shows and focuses that place", async ({ api, elsewhere, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { address: { city: { name: "Gent" } } } } });
  await workbench.open(conversation);
  await workbench.openRowMenu("User", "city");
  await page.getByRole("menuitem", { name: "Copy link to this place" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  await elsewhere.open({ url: await page.evaluate(readClipboard) });
  await expect(elsewhere.row("User", "city")).toBeFocused();
});

test("no address ever holds who somebody is", async ({ api, page, workbench }) => {
  const ann = newPerson("Annabel");
  const conversation = await api.start({ botId: "faulty", user: ann });
  const addresses: string[] = [];
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  await workbench.open(conversation);
  await conversation.put("conversation", { votes: { [ann.id]: { for: "Lisbon" } } });
  await workbench.openRowMenu("Conversation", ann.id);
  await page.getByRole("menuitem", { name: "Copy link to this place" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  addresses.push(await page.evaluate(readClipboard));
  await workbench.speakAs(newPerson("Annabella"));
  await workbench.talk("hello", "you said: hello");
  await workbench.turn("hello").dblclick();
  await expect(workbench.dialog(/^Turn 2/)).toBeVisible();
  await page.keyboard.press("Escape");
  await workbench.choose("Restart", /s a new user/);
  await expect(page).not.toHaveURL(conversation.url);
  await workbench.isReady();
  expect(addresses.length).toBeGreaterThan(3);
  expect(addresses.join("\n")).not.toMatch(new RegExp(`${ann.id}|Annabel|u-`));
});
