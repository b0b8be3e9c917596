import { expect, test } from "./support/test";

test("a bot that throws shows its error and stack at that turn, and can be talked to again", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.say("throw");
  const failure = workbench.chat.getByRole("note", { name: "Turn 2 failed" });
  await expect(failure).toContainText("The bot failed at this turn: Error: thrown on request");
  await failure.getByText("Stack").click();
  await expect(failure.getByText(/at .*bots\/index\.js/)).toBeVisible();
  await expect(workbench.turn("throw")).toContainText("Error: thrown on request");
  await workbench.turns.getByRole("button", { name: "Stack" }).click();
  await expect(workbench.turns.getByText(/at .*bots\/index\.js/)).toBeVisible();
  await expect(workbench.page.getByText("Turn 2 failed: Error.")).toBeAttached();
  await workbench.talk("hello", "you said: hello");
});

test("an error that the bot handles itself is shown beside what the bot says about it", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.talk("throw handled", "Sorry, that went wrong.");
  await expect(workbench.chat.getByRole("note", { name: "Turn 2 failed" })).toContainText("thrown and handled");
});

test("a failed turn of earlier is still shown when the page opens", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await conversation.say("throw");
  await workbench.open(conversation);
  await expect(workbench.chat.getByRole("note", { name: "Turn 2 failed" })).toBeVisible();
});

test("a failed turn in a thousand is found by filtering the turns", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  for (const text of ["one", "throw", "two"]) await conversation.say(text);
  await workbench.open(conversation);
  await workbench.turns.getByRole("combobox", { name: "Show turns" }).selectOption("That failed");
  await expect(workbench.turns.getByRole("listitem")).toContainText(["throw"]);
});
