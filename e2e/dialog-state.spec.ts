import { expect, test } from "./support/test";

test("dialog state is drawn as the stack with its steps, the pending question and what was collected", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "profile" }));
  const dialog = workbench.scope("Dialog");
  const stack = dialog.getByRole("list", { name: "Dialog stack, from root to active" });
  await workbench.talk("hello", "Hi! What is your name?");
  await expect(stack.getByRole("listitem")).toContainText(["root", "profile", "namePrompt"]);
  await expect(stack.getByRole("button", { name: /^profile/ })).toContainText("step 1");
  await expect(stack.getByRole("button", { name: /namePrompt.*active/ })).toBeVisible();
  await expect(dialog).toContainText("namePrompt is waiting for an answer");
  await expect(dialog).toContainText("Hi! What is your name?");

  await workbench.talk("Ann", "How old are you, Ann?");
  await expect(stack.getByRole("button", { name: /^profile/ })).toContainText("~ step 1 → 2");
  await expect(workbench.row("Dialog", "name")).toContainText('"Ann"');
  await workbench.talk("nonsense", /Please give your age/);
  await expect(dialog).toContainText("1 attempt");
  await workbench.talk("thirty two", "When is your birthday?");
  await workbench.talk("2 May 1990", /Is that right/);
  const offered = dialog.getByRole("list", { name: "Options, offered as suggested actions" });
  await expect(offered.getByRole("listitem")).toHaveText(["Yes", "No"]);
  await workbench.talk("perhaps", "Please say yes or no.");
  await expect(offered.getByRole("listitem")).toHaveText(["Yes", "No"]);
  await workbench.talk("yes", "Hello Ann!");
  await expect(stack).toHaveCount(0);
  await expect(dialog).toContainText("ended");
  await expect(page.getByText(/changes? in user state.* in dialog state/)).toBeAttached();
});

test("the raw JSON of dialog state is one key away", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "profile" }));
  await workbench.talk("hello", "Hi! What is your name?");
  await page.getByRole("heading", { name: /^State after/ }).click();
  await page.keyboard.press("d");
  await expect(page.getByRole("button", { name: "Show dialog JSON" })).toHaveAttribute("aria-pressed", "true");
  await expect(workbench.row("Dialog", "dialogStack")).toContainText("3 items");
  await page.keyboard.press("d");
  await expect(workbench.row("Dialog", "dialogStack")).toHaveCount(0);
});

test("dialogs inside a component are drawn inside it, and a choice with its options", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "trip-planner" }));
  await workbench.talk("hello", /Where shall we go/);
  const inside = workbench.scope("Dialog").getByRole("list", { name: "Inside destination" });
  await expect(inside.getByRole("listitem")).toContainText(["destinationSteps", "wishPrompt"]);
  await workbench.talk("somewhere warm", /How about these/);
  const options = workbench.scope("Dialog").getByRole("list", { name: "Options" });
  await expect(options.getByRole("listitem")).toHaveText(["Lisbon", "Valencia", "Split"]);
});

test("a crumb of the stack leads to its place in the JSON", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "profile" }));
  await workbench.talk("hello", "Hi! What is your name?");
  await workbench
    .scope("Dialog")
    .getByRole("button", { name: /^namePrompt/ })
    .click();
  await expect(workbench.row("Dialog", "2")).toBeFocused();
});
