import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test("a value tells which turn set it, from which sentence of whom, and what it was before", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.say("set colour red");
  await conversation.put("user", { colour: "green" }, "Grace");
  await conversation.say("set colour blue");
  await workbench.open(conversation);
  await workbench.openRowMenu("User", "colour");
  await page.getByRole("menuitem", { name: "Where from?" }).click();
  const sheet = workbench.dialog("Where does colour come from?");
  const values = sheet.getByRole("list", { name: "Values, newest first" }).getByRole("listitem");
  await expect(values).toHaveCount(3);
  await expect(values.nth(0)).toContainText(/"blue".*now.*Turn 3: Ann said.*set colour blue.*before that "green"/);
  await expect(values.nth(1)).toContainText(/"green".*Grace edited it by hand.*before that "red"/);
  await expect(values.nth(2)).toContainText(/"red".*Turn 2.*the first value that is known/);
  await values.nth(2).getByRole("button", { name: "Turn 2" }).click();
  await expect(workbench.past).toContainText("After turn 2");
  await expect(workbench.row("User", "colour")).toContainText('"red"');
});

test("the chain of user state goes on in the conversation that set it", async ({ api, page, workbench }) => {
  const ann = newPerson("Ann");
  const before = await api.start({ botId: "faulty", user: ann });
  await before.say("set colour red");
  await workbench.open(await api.start({ botId: "faulty", user: ann }));
  await workbench.row("User", "colour").click();
  await page.keyboard.press("w");
  const sheet = workbench.dialog("Where does colour come from?");
  await expect(sheet).toContainText(`in conversation ${before.id}`);
  await sheet.getByRole("link", { name: "Turn 2" }).click();
  await workbench.isReady();
  await expect(workbench.past).toContainText("After turn 2");
  await expect(page).toHaveURL(new RegExp(`${before.url}\\?turn=2$`));
});

test("the palette asks where the chosen value comes from", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.say("set colour red");
  await workbench.open(conversation);
  await workbench.row("User", "colour").click();
  await page.keyboard.press("Control+k");
  await workbench.dialog("Commands").getByRole("combobox").fill("where from");
  await page.keyboard.press("Enter");
  await expect(workbench.dialog("Where does colour come from?")).toContainText("Turn 2");
  await page.keyboard.press("Escape");
  await expect(workbench.dialog(/Where does/)).toHaveCount(0);
  await expect(workbench.row("User", "colour")).toBeFocused();
});
