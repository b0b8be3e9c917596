import type { Api, ApiConversation } from "./support/api";
import { expect, test } from "./support/test";

const plan = { userProfile: { name: "Ann" } };

async function startKnowingAnn(api: Api): Promise<ApiConversation> {
  return api.start({ state: { user: plan, conversation: { conversationData: { promptedForUserName: false } }, private: { note: 1 } } });
}

test("a reset first lists what goes and what stays, and Cancel changes nothing", async ({ api, workbench }) => {
  const conversation = await startKnowingAnn(api);
  await workbench.open(conversation);
  await workbench.button("Reset user state").click();
  const dialog = workbench.dialog("Reset user state?");
  await expect(dialog.getByRole("list", { name: "Goes from user state" }).getByRole("listitem")).toContainText(["userProfile"]);
  await expect(dialog).toContainText("The bot forgets this in every conversation with this person.");
  await expect(dialog).toContainText(/This stays.*Conversation state1 value.*Private state1 value.*Dialog state.*empty/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect((await conversation.state()).user.data).toEqual(plan);
});

test("a reset of one scope does what was promised, and undo brings it back", async ({ api, page, workbench }) => {
  const conversation = await startKnowingAnn(api);
  await workbench.open(conversation);
  await workbench.button("Reset user state").click();
  await workbench.dialog("Reset user state?").getByRole("button", { name: "Reset user state" }).click();
  await expect(workbench.scope("User")).toContainText("empty");
  await expect(workbench.row("User", "userProfile")).toHaveText(/removed/);
  const { user, conversation: shared, private: own } = await conversation.state();
  expect([user.data, shared.data, own.data]).toEqual([null, { conversationData: { promptedForUserName: false } }, { note: 1 }]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(workbench.row("User", "name")).toContainText('"Ann"');
  await workbench.talk("hello", "Ann sent: hello");
});

for (const scope of ["Conversation", "Private"] as const) {
  test(`a reset of ${scope.toLowerCase()} state leaves the others`, async ({ api, workbench }) => {
    const conversation = await startKnowingAnn(api);
    await workbench.open(conversation);
    const name = `Reset ${scope.toLowerCase()} state`;
    await workbench.button(name).click();
    await workbench.dialog(`${name}?`).getByRole("button", { name }).click();
    await expect(workbench.scope(scope)).toContainText("empty");
    const state = await conversation.state();
    const left = [state.user, state.conversation, state.private].filter(({ data }) => data !== null);
    expect(left).toHaveLength(2);
    await workbench.talk("hello", "Ann sent: hello");
  });
}

test("a reset of the dialog ends the questions and keeps what was collected elsewhere", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "trip-planner" });
  await conversation.say("let's go to Lisbon");
  await workbench.open(conversation);
  await workbench.button("Reset dialog state").click();
  const dialog = workbench.dialog("Reset dialog state?");
  await expect(dialog).toContainText("4 dialogs in progress will not be finished: trip › dates › datesSteps › datesForm.");
  await dialog.getByRole("button", { name: "Reset dialog state" }).click();
  await expect(workbench.scope("Dialog").getByRole("list", { name: /Dialog stack/ })).toHaveCount(0);
  await expect(workbench.row("Conversation", "destination")).toContainText('"Lisbon"');
});

test("after a reset of all state the bot greets as on first contact", async ({ api, workbench }) => {
  await workbench.open(await startKnowingAnn(api));
  await workbench.talk("hello", "Ann sent: hello");
  await workbench.button("Reset all state").click();
  const dialog = workbench.dialog("Reset all state?");
  await expect(dialog).not.toContainText("This stays");
  await dialog.getByRole("button", { name: "Reset all state" }).click();
  for (const scope of ["User", "Conversation", "Private", "Dialog"] as const) await expect(workbench.scope(scope)).toContainText("empty");
  await workbench.talk("hello", "What is your name?");
});

test("a scope that holds nothing has nothing to reset", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.button("Reset private state").click();
  const dialog = workbench.dialog("Reset private state?");
  await expect(dialog).toContainText("Nothing is stored there, so there is nothing to reset.");
  await expect(dialog.getByRole("button", { name: "Reset private state" })).toBeDisabled();
});
