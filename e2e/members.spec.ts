import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test("a person who is added is told of to the bot and can be spoken as; one who is removed is gone from the picker", async ({
  api,
  page,
  workbench,
}) => {
  const bob = newPerson("Bob");
  await workbench.open(await api.start());
  await workbench.choose(/^Speaking as /, /^People of this conversation/);
  const form = page.getByRole("form", { name: "Add a person" });
  await form.getByRole("textbox", { name: "Name" }).fill(bob.name);
  await form.getByRole("textbox", { name: "User id" }).fill(bob.id);
  await form.getByRole("button", { name: "Add and tell the bot" }).click();
  await expect(page.getByText("Bob is added. The bot was told in turn 2.")).toBeVisible();
  await page.getByRole("button", { name: "Speak as Bob" }).click();
  await workbench.isReady();
  await expect(workbench.button("Speaking as Bob")).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Remove Ann" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Ann" })).toContainText("has left");
  await expect(page.getByRole("button", { name: "Remove Bob" })).toHaveCount(0);
});

test("the private states of two people stand side by side, live, with what is everybody's between them", async ({ api, page }) => {
  const bob = newPerson("Bob");
  const conversation = await api.start({ botId: "faulty", state: { private: { secret: "hazelnut" }, conversation: { theme: "nuts" } } });
  await page.request.post(`/api${conversation.url.replace("/c/", "/conversations/")}/members`, { data: bob });
  await page.goto(`${conversation.url}/people`);
  const annes = page.getByRole("region", { name: "Private state of Ann" });
  const bobs = page.getByRole("region", { name: "Private state of Bob" });
  await expect(annes).toContainText("hazelnut");
  await expect(bobs).toContainText("Nothing is stored.");
  await expect(page.getByRole("region", { name: "Conversation state" })).toContainText("nuts");
  await page.request.put(`/api${conversation.url.replace("/c/", "/conversations/")}/state/private?userId=${bob.id}`, {
    headers: { "if-match": "*" },
    data: { data: { copied: "hazelnut" } },
  });
  await expect(bobs).toContainText("hazelnut");
  await expect(bobs).toContainText("also Ann's");
});

test("a value of one person that the bot told another is found, with a link to the turn", async ({ api, page, workbench }) => {
  const bob = newPerson("Bob");
  const conversation = await api.start({ state: { private: { secret: "hazelnut" } } });
  await conversation.say("hello");
  const say = async (text: string) => (await conversation.say(text, bob)).turn.number;
  await say("hello");
  const turn = await say("hazelnut");
  await page.goto(`${conversation.url}/people`);
  const check = page.getByRole("region", { name: "Leak check" });
  await check.getByRole("button", { name: "Check" }).click();
  const leak = check.getByRole("listitem").filter({ hasText: "/secret" }).first();
  await expect(leak).toContainText("told to Bob");
  await leak.getByRole("link", { name: `turn ${turn}` }).click();
  await expect(workbench.dialog(new RegExp(`^Turn ${turn}`))).toBeVisible();
  await page.goBack();
  await check.getByRole("combobox", { name: "Whose state" }).selectOption({ label: `Bob · ${bob.id}` });
  await check.getByRole("button", { name: "Check" }).click();
  await expect(check.getByRole("status")).toContainText("Nothing of Bob was told to anybody else.");
});
