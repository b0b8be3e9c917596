import type { Page } from "@playwright/test";
import { type ServedBot, serve } from "@/lib/bots/testing";
import { expect, test } from "./support/test";

let invoked: ServedBot;

test.beforeAll(async () => {
  invoked = await serve((_request, response, body) => {
    const { type } = JSON.parse(body === "" ? "{}" : body);
    response.setHeader("Content-Type", "application/json");
    response.end(type === "invoke" ? JSON.stringify({ task: "shown" }) : "");
  });
});
test.afterAll(() => invoked.stop());

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Send an activity" });

test("an event is sent from a template, is a turn, and stands in the history to be sent again", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.choose("Send another activity", /^event/);
  const dialog = dialogOf(page);
  await expect(dialog.getByRole("textbox", { name: "Activity as JSON" })).toContainText("locationChanged");
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(dialog.getByRole("status")).toContainText("Turn 2 completed");
  await dialog.getByRole("combobox", { name: "Begin with" }).selectOption({ label: "turn 2 · event locationChanged" });
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(dialog.getByRole("status")).toContainText("Turn 3 completed");
  await page.keyboard.press("Escape");
  await expect(workbench.turns.getByRole("button", { name: "event locationChanged" })).toHaveCount(2);
});

test("what is no activity is told in the dialog and not sent", async ({ api, page, workbench }) => {
  await workbench.open(await api.start());
  await workbench.choose("Send another activity", /^typing/);
  const editor = dialogOf(page).getByRole("textbox", { name: "Activity as JSON" });
  await editor.fill('{ "type": 7 }');
  await expect(dialogOf(page)).toContainText("type: expected string");
  await expect(dialogOf(page).getByRole("button", { name: "Send" })).toBeDisabled();
});

test("the answer of a bot elsewhere to an invoke is shown", async ({ api, page, workbench }) => {
  const { bot } = await (await page.request.post("/api/bots", { data: { name: "Invoked", endpoint: invoked.endpoint } })).json();
  await workbench.open(await api.start({ botId: bot.id }));
  await workbench.choose("Send another activity", /^invoke/);
  await dialogOf(page).getByRole("button", { name: "Send" }).click();
  await expect(dialogOf(page).getByRole("region", { name: "What came of it" })).toContainText('"task": "shown"');
});

test("locale, time zone and channel count from the next message on, and another channel says that it has other state", async ({
  api,
  page,
  workbench,
}) => {
  const conversation = await api.start({ state: { private: { note: "kept" } } });
  await workbench.open(conversation);
  await expect(workbench.row("Private", "note")).toBeVisible();
  await workbench.choose("Send another activity", /^Locale, time zone/);
  const dialog = page.getByRole("dialog", { name: "Locale, time zone and channel" });
  await dialog.getByRole("textbox", { name: "Locale" }).fill("de-AT");
  await dialog.getByRole("textbox", { name: "Time zone" }).fill("Asia/Tokyo");
  await dialog.getByRole("textbox", { name: "Channel" }).fill("msteams");
  await expect(dialog.getByRole("alert")).toContainText("other state");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(workbench.row("Private", "note")).toHaveCount(0);
  await workbench.say("hello");
  await expect.poll(async () => (await conversation.turns()).length).toBe(2);
  const { activity } = await (await page.request.get(`/api/conversations/${conversation.id}/turns/2`)).json();
  expect(activity).toMatchObject({ locale: "de-AT", localTimezone: "Asia/Tokyo", channelId: "msteams" });
});
