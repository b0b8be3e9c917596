import type { ApiConversation } from "./support/api";
import { expect, test } from "./support/test";
import type { Workbench } from "./support/workbench";

/** The tester edits `colour` to green while a script has made it blue. */
async function collide(conversation: ApiConversation, workbench: Workbench): Promise<void> {
  await workbench.open(conversation);
  await workbench.row("User", "colour").dblclick();
  const value = workbench.page.getByRole("textbox", { name: "Value of colour" });
  await value.fill("green");
  await conversation.put("user", { colour: "blue", size: 3 }, "Grace");
  await expect(workbench.row("User", "size")).toBeVisible();
  await value.press("Enter");
}

test.beforeEach(({ tolerated }) => tolerated.push(/status of 412/));

test("when somebody else wrote first both values are shown, and mine can be kept", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red" } } });
  await collide(conversation, workbench);
  const dialog = workbench.dialog("The user state changed meanwhile");
  const differences = dialog.getByRole("list", { name: "Differences in user state" });
  await expect(differences.getByRole("group", { name: "Value of /colour" })).toHaveText(/Both read.*"red".*Theirs.*"blue".*Mine.*"green"/);
  await expect(dialog).toContainText("Grace, just now");
  expect((await conversation.state()).user.data).toEqual({ colour: "blue", size: 3 });
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(dialog).toHaveCount(0);
  expect((await conversation.state()).user.data).toEqual({ colour: "green" });
});

test("when somebody else wrote first both versions are merged, and where they clash one is chosen with the keyboard", async ({
  api,
  workbench,
}) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red" } } });
  await collide(conversation, workbench);
  const dialog = workbench.dialog("The user state changed meanwhile");
  await expect(dialog.getByRole("button", { name: "Save merged (1 clash to decide)" })).toBeDisabled();
  await dialog.getByRole("radio", { name: /^Mine/ }).focus();
  await workbench.page.keyboard.press("Space");
  await expect(dialog.getByRole("region", { name: "Merged as JSON" })).toHaveText(/"colour": "green",\s+"size": 3/);
  await dialog.getByRole("button", { name: "Save merged" }).click();
  await expect(dialog).toHaveCount(0);
  expect((await conversation.state()).user.data).toEqual({ colour: "green", size: 3 });
});

test("the two versions and their merge fit a narrow screen", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red" } } });
  await collide(conversation, workbench);
  await workbench.page.setViewportSize({ width: 390, height: 800 });
  const dialog = workbench.dialog("The user state changed meanwhile");
  for (const name of ["Edit again", "Take theirs", "Keep mine", /^Save merged/]) {
    await expect(dialog.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
  }
  expect(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test("when somebody else wrote first theirs can be taken", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red" } } });
  await collide(conversation, workbench);
  await workbench.button("Take theirs").click();
  await expect(workbench.row("User", "colour")).toContainText('"blue"');
  expect((await conversation.state()).user.data).toEqual({ colour: "blue", size: 3 });
});

test("when somebody else wrote first the edit can go on from what is stored now", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red" } } });
  await collide(conversation, workbench);
  await workbench.button("Edit again").click();
  const form = workbench.dialog("Edit user state");
  await form.getByRole("textbox", { name: "User state as JSON" }).fill('{"colour": "green", "size": 3}');
  await form.getByRole("button", { name: "Save user state" }).click();
  await expect(form).toHaveCount(0);
  expect((await conversation.state()).user.data).toEqual({ colour: "green", size: 3 });
});
