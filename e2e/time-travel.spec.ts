import type { Api, ApiConversation } from "./support/api";
import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

async function startColoured(api: Api): Promise<ApiConversation> {
  const conversation = await api.start({ botId: "faulty" });
  for (const colour of ["red", "green", "blue"]) await conversation.say(`set colour ${colour}`);
  return conversation;
}

test("choosing a turn shows the state after it, b before it, and Escape leads back to now", async ({ api, page, workbench }) => {
  await workbench.open(await startColoured(api));
  await expect(workbench.row("User", "colour")).toContainText('"blue"');
  await workbench.turn("set colour green").click();
  await expect(workbench.past).toContainText("After turn 3");
  await expect(workbench.past).toContainText("1 newer turn");
  await expect(workbench.row("User", "colour")).toHaveText(/colour.*"red".*"green".*changed/);
  await page.keyboard.press("b");
  await expect(workbench.past).toContainText("Before turn 3");
  await expect(workbench.row("User", "colour")).toHaveText(/colour\s*"red"$/);
  await expect(page).toHaveURL(/\?turn=3&before=1$/);
  await page.keyboard.press("Escape");
  await expect(workbench.past).toHaveCount(0);
  await expect(workbench.row("User", "colour")).toContainText('"blue"');
});

test("the past cannot be edited, and says so", async ({ api, page, workbench }) => {
  await workbench.open(await startColoured(api));
  await workbench.turn("set colour red").click();
  await expect(workbench.past).toBeVisible();
  for (const name of ["Edit user state", "Reset user state", "Reset all state"]) {
    await expect(workbench.button(name)).toHaveAttribute("aria-disabled", "true");
    await expect(workbench.button(name)).toHaveAccessibleDescription(/The past cannot be changed/);
  }
  await workbench.button("Edit user state").click({ force: true });
  await expect(page.getByText("The past cannot be changed.").last()).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await workbench.row("User", "colour").dblclick();
  await expect(page.getByRole("textbox", { name: "Value of colour" })).toHaveCount(0);
});

test("what happens meanwhile does not pull the reader out of the past", async ({ api, workbench }) => {
  const conversation = await startColoured(api);
  await workbench.open(conversation);
  await workbench.turn("set colour green").click();
  await expect(workbench.past).toContainText("1 newer turn");
  await conversation.say("set colour black");
  await conversation.say("set colour white");
  await expect(workbench.past).toContainText("3 newer turns");
  await expect(workbench.row("User", "colour")).toContainText('"green"');
  await workbench.past.getByRole("button", { name: "Back to now" }).click();
  await expect(workbench.row("User", "colour")).toContainText('"white"');
});

test("the slider runs through turns and writes by hand, and its end is now", async ({ api, page, workbench }) => {
  const conversation = await startColoured(api);
  await conversation.put("user", { colour: "grey" }, "Grace");
  await conversation.say("set colour pink");
  await workbench.open(conversation);
  await expect(workbench.timeline).toHaveAttribute("aria-valuetext", "Now, after turn 5");
  await workbench.timeline.focus();
  for (const [key, place, colour] of [
    ["ArrowLeft", /^After turn 5 of 5: set colour pink$/, "pink"],
    ["ArrowLeft", /^After Grace edited user state$/, "grey"],
    ["ArrowLeft", /^After turn 4 of 5: set colour blue$/, "blue"],
    ["ArrowRight", /^After Grace edited user state$/, "grey"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(workbench.timeline).toHaveAttribute("aria-valuetext", place);
    await expect(workbench.row("User", "colour")).toContainText(`"${colour}"`);
  }
  await page.keyboard.press("End");
  await expect(workbench.past).toHaveCount(0);
});

test("a moment of the past can be linked", async ({ api, elsewhere, page, workbench }) => {
  await workbench.open(await startColoured(api));
  await workbench.turn("set colour red").click();
  await page.keyboard.press("b");
  await expect(page).toHaveURL(/before=1/);
  await elsewhere.open({ url: page.url() });
  await expect(elsewhere.past).toContainText("Before turn 2");
  await expect(elsewhere.scope("User")).toContainText("empty");
  await expect(elsewhere.turn("set colour red")).toHaveAttribute("aria-current", "true");
});

test("a linked turn is in sight in the list and in the chat, however much came after it", async ({ api, page, workbench }) => {
  const conversation = await startColoured(api);
  for (let number = 0; number < 14; number++) await conversation.say(`set size ${number}`);
  await workbench.open({ url: `${conversation.url}?turn=4` });
  await expect(workbench.turn("set colour blue")).toBeInViewport();
  await expect(workbench.said("set colour blue")).toBeInViewport();
  await expect(workbench.turn("set size 13")).not.toBeInViewport();
  await page.getByRole("button", { name: "Newest" }).click();
  await expect(workbench.turn("set size 13")).toBeInViewport();
});

test("a message in the chat and its turn in the list are chosen together", async ({ api, workbench }) => {
  await workbench.open(await startColoured(api));
  await workbench.words.getByText("colour is now green").click();
  await expect(workbench.turn("set colour green")).toHaveAttribute("aria-current", "true");
  await expect(workbench.feed.locator("[data-chosen]")).toContainText(["set colour green", "colour is now green"]);
  await workbench.turn("set colour red").click();
  await expect(workbench.feed.locator("[data-chosen]")).toContainText(["set colour red", "colour is now red"]);
});

test("a restore lists what would change, puts the chosen scopes back, and can be undone", async ({ api, page, workbench }) => {
  const conversation = await startColoured(api);
  await conversation.put("private", { note: 1 });
  await workbench.open(conversation);
  await workbench.turn("set colour red").click();
  await workbench.button("Restore…").click();
  const dialog = workbench.dialog("Restore the state after turn 2?");
  await expect(dialog.getByRole("list", { name: "Changes in user state" })).toContainText(/colour.*"blue".*"red".*changed/);
  await expect(dialog.getByRole("list", { name: "Changes in private state" })).toContainText("note");
  await expect(dialog.getByRole("checkbox", { name: /Dialog state/ })).toBeDisabled();
  await dialog.getByRole("checkbox", { name: /Private state/ }).uncheck();
  await dialog.getByRole("button", { name: "Restore user state" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(workbench.past).toHaveCount(0);
  await expect(workbench.row("User", "colour")).toHaveText(/"blue".*"red".*changed/);
  const { user, private: own } = await conversation.state();
  expect([user.data, own.data]).toEqual([{ colour: "red" }, { note: 1 }]);
  await expect(workbench.turn("you restored user state")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Took back the restore of user state")).toBeVisible();
  expect((await conversation.state()).user.data).toEqual({ colour: "blue" });
});

test("a restore over what somebody wrote meanwhile asks again, with what it would change now", async ({ api, tolerated, workbench }) => {
  tolerated.push(/status of 412/);
  const conversation = await startColoured(api);
  await workbench.open(conversation);
  await workbench.turn("set colour red").click();
  await workbench.button("Restore…").click();
  const dialog = workbench.dialog("Restore the state after turn 2?");
  await conversation.put("user", { colour: "gold" }, "Grace");
  await dialog.getByRole("button", { name: "Restore user state" }).click();
  await expect(dialog).toContainText("Somebody wrote to user state in the meantime.");
  await expect(dialog.getByRole("list", { name: "Changes in user state" })).toContainText(/"gold".*"red"/);
  expect((await conversation.state()).user.data).toEqual({ colour: "gold" });
  await dialog.getByRole("button", { name: "Restore user state" }).click();
  await expect(dialog).toHaveCount(0);
  expect((await conversation.state()).user.data).toEqual({ colour: "red" });
});

for (const [choice, mine] of [
  ["A copy of the people", "blue"],
  ["The same people", "gold"],
] as const) {
  test(`a fork with ${choice.toLowerCase()} goes on from a turn, beside the conversation it came from`, async ({
    api,
    page,
    workbench,
  }) => {
    const conversation = await startColoured(api);
    await workbench.open(conversation);
    await workbench.turn("set colour green").click();
    await workbench.button("Fork from here…").click();
    const dialog = workbench.dialog("Fork from turn 3");
    await dialog.getByRole("radio", { name: choice }).check();
    await dialog.getByRole("button", { name: "Fork and open" }).click();
    await expect(page).not.toHaveURL(new RegExp(conversation.url));
    await workbench.isReady();
    await expect(workbench.turns.getByRole("listitem")).toContainText(["joined", "set colour red", "set colour green"]);
    await expect(workbench.said("set colour green")).toBeVisible();
    await workbench.talk("set colour gold", "colour is now gold");
    await expect(workbench.row("User", "colour")).toContainText('"gold"');
    expect((await conversation.state()).user.data).toEqual({ colour: mine });
    await workbench.button("2 branches").click();
    await page.getByRole("link", { name: `Switch to ${conversation.id}` }).click();
    await expect(page).toHaveURL(new RegExp(conversation.url));
    await expect(workbench.turn("set colour blue")).toBeVisible();
  });
}

test("another person's turn shows the past of the person at the page", async ({ api, workbench }) => {
  const conversation = await startColoured(api);
  await conversation.say("set colour black", newPerson("Bo"));
  await workbench.open(conversation);
  await workbench.turn("set colour black").click();
  await expect(workbench.past).toContainText("After turn 5");
  await expect(workbench.row("User", "colour")).toHaveText(/colour\s*"blue"$/);
});

test("what was typed into a row is still there after a look at the past", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.say("set colour red");
  await workbench.open(conversation);
  await workbench.row("User", "colour").dblclick();
  const field = workbench.scope("User").getByRole("textbox", { name: "Value of colour" });
  await field.fill("rather long, and nobody wants to type it again");
  // Before the first turn there was no user state at all, so that not even its tree is drawn.
  await workbench.turn("joined the conversation").click();
  await expect(workbench.past).toContainText("After turn 1");
  await expect(field).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("rather long, and nobody wants to type it again");
  await field.press("Enter");
  await expect(workbench.row("User", "colour")).toContainText("rather long");
  expect((await conversation.state()).user.data).toEqual({ colour: "rather long, and nobody wants to type it again" });
});
