import { expect, test } from "./support/test";

test("an edited name is used in the bot's next reply", async ({ api, page, workbench }) => {
  const conversation = await api.start();
  for (const text of ["hi", "Ann"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.row("User", "name").dblclick();
  const value = page.getByRole("textbox", { name: "Value of name" });
  await expect(value).toBeFocused();
  await value.fill("Bo");
  await page.keyboard.press("Enter");
  await expect(workbench.row("User", "name")).toHaveText(/was "Ann".*now "Bo".*changed/);
  await expect(workbench.scope("User")).toContainText("you, just now");
  await expect(workbench.turn("you edited user state")).toBeVisible();
  await workbench.talk("hello", "Bo sent: hello");
});

test("a leaf is edited by keyboard alone, with a type, and Escape leaves it as it was", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { age: 32 } } });
  await workbench.open(conversation);
  await workbench.row("User", "age").focus();
  await page.keyboard.press("Enter");
  const value = page.getByRole("textbox", { name: "Value of age" });
  await value.fill("thirty");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This is not a number.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(workbench.row("User", "age")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Type of age" }).selectOption("true / false");
  const truth = page.getByRole("combobox", { name: "Value of age" });
  await truth.selectOption("true");
  await truth.press("Enter");
  await expect(workbench.row("User", "age")).toHaveText(/was 32.*now true/);
  expect((await conversation.state()).user.data).toEqual({ age: true });
});

test("properties are added, renamed and deleted, and what the editor does not know stays in place", async ({ api, page, workbench }) => {
  const user = { $type: "Some.Sdk.Type", profile: { "py/object": "models.Profile", nmae: "Ann", old: 1 } };
  const conversation = await api.start({ botId: "faulty", state: { user } });
  await workbench.open(conversation);
  await workbench.openRowMenu("User", "nmae");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "New name of nmae" }).fill("name");
  await page.keyboard.press("Enter");
  await expect(workbench.row("User", "name")).toBeVisible();
  await workbench.row("User", "old").focus();
  await page.keyboard.press("Delete");
  await expect(workbench.row("User", "old")).toHaveText(/removed/);
  await workbench.button("Add property to user state").click();
  await page.getByRole("textbox", { name: "Name of the new property" }).fill("colour");
  await page.getByRole("textbox", { name: "Value of the new property" }).fill("red");
  await page.keyboard.press("Enter");
  await expect(workbench.row("User", "colour")).toContainText('"red"');
  expect(JSON.stringify((await conversation.state()).user.data)).toBe(
    '{"$type":"Some.Sdk.Type","profile":{"py/object":"models.Profile","name":"Ann"},"colour":"red"}',
  );
});

test("the whole scope is edited as JSON, with the error shown on its line while typing", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red" } } });
  await workbench.open(conversation);
  await workbench.button("Edit user state").click();
  const form = workbench.dialog("Edit user state");
  const editor = form.getByRole("textbox", { name: "User state as JSON" });
  await expect(editor).toBeFocused();
  await editor.fill('{\n  "colour": "blue",\n  "size": \n}');
  await expect(form.getByText(/^Line [34], column \d+:/)).toBeVisible();
  await expect(form.getByRole("button", { name: "Save user state" })).toBeDisabled();
  await editor.fill('{\n  "colour": "blue",\n  "size": 3\n}');
  await form.getByRole("button", { name: "Save user state" }).click();
  await expect(form).toHaveCount(0);
  await expect(workbench.row("User", "colour")).toHaveText(/"red".*"blue"/);
  expect((await conversation.state()).user.data).toEqual({ colour: "blue", size: 3 });
  await page.reload();
  await expect(workbench.row("User", "size")).toContainText("3");
});

test("changes that were typed as JSON are not lost by a stray Escape", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty", state: { user: { colour: "red" } } }));
  await workbench.button("Edit user state").click();
  const form = workbench.dialog("Edit user state");
  await form.getByRole("textbox", { name: "User state as JSON" }).fill('{"colour": "blue"}');
  await page.keyboard.press("Escape");
  await expect(form.getByText("Leave without saving your changes?")).toBeVisible();
  await form.getByRole("button", { name: "Go on editing" }).click();
  await expect(form.getByRole("textbox", { name: "User state as JSON" })).toContainText("blue");
});

test("dialog state is edited in its own item and the rest of the conversation stays", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "trip-planner" });
  await conversation.say("hello");
  await workbench.open(conversation);
  const before = await conversation.state();
  await workbench.button("Edit dialog state").click();
  const form = workbench.dialog("Edit dialog state");
  await form.getByRole("textbox", { name: "Dialog state as JSON" }).fill('{"dialogStack": []}');
  await form.getByRole("button", { name: "Save dialog state" }).click();
  await expect(form).toHaveCount(0);
  const after = await conversation.state();
  expect(after.dialog.data).toEqual({ dialogStack: [] });
  expect(after.conversation.data).toEqual(before.conversation.data);
});

test("an edit is undone from its notice, and by Ctrl-Z", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red" } } });
  await workbench.open(conversation);
  const colour = workbench.row("User", "colour");
  for (const undo of [() => page.getByRole("button", { name: "Undo" }).click(), () => colour.press("Control+z")]) {
    await colour.dblclick();
    await page.getByRole("textbox", { name: "Value of colour" }).fill("blue");
    await page.keyboard.press("Enter");
    await expect(colour).toHaveText(/"red".*"blue"/);
    await undo();
    await expect(colour).toHaveText(/"blue".*"red"/);
  }
  expect((await conversation.state()).user.data).toEqual({ colour: "red" });
});

test("an edit made while a slow turn runs is not lost: what both wrote is shown merged, and the tester saves that", async ({
  api,
  page,
  tolerated,
  workbench,
}) => {
  tolerated.push(/status of 412/);
  const conversation = await api.start({ botId: "faulty", state: { user: { colour: "red", size: 3 } } });
  await workbench.open(conversation);
  await workbench.talk("remember 4000 colour blue", "a moment, please");
  await workbench.row("User", "size").dblclick();
  await page.getByRole("textbox", { name: "Value of size" }).fill("4");
  await page.keyboard.press("Enter");
  const dialog = workbench.dialog("The user state changed meanwhile");
  const differences = dialog.getByRole("list", { name: "Differences in user state" });
  await expect(differences.getByRole("listitem").filter({ hasText: "/colour" })).toHaveText(/changed by them, kept.*"red".*"blue"/);
  await expect(differences.getByRole("listitem").filter({ hasText: "/size" })).toHaveText(/changed by you, kept.*3.*4/);
  await dialog.getByRole("button", { name: "Save merged" }).click();
  await expect(dialog).toHaveCount(0);
  expect((await conversation.state()).user.data).toEqual({ colour: "blue", size: 4 });
  await expect(workbench.heard("colour is now blue")).toBeVisible();
});

test("an edit made while a turn runs that leaves that scope alone is simply kept", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty", state: { conversation: { topic: "old" } } });
  await workbench.open(conversation);
  await workbench.talk("remember 2000 colour blue", "a moment, please");
  await workbench.row("Conversation", "topic").dblclick();
  await page.getByRole("textbox", { name: "Value of topic" }).fill("new");
  await page.keyboard.press("Enter");
  await expect(workbench.heard("colour is now blue")).toBeVisible();
  await expect(workbench.row("Conversation", "topic")).toContainText('"new"');
  const { user, conversation: shared } = await conversation.state();
  expect([user.data, shared.data]).toEqual([{ colour: "blue" }, { topic: "new" }]);
});
