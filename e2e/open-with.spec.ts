import { randomUUID } from "node:crypto";
import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test("a conversation opens with a chosen person, id and starting state, and the bot uses that state", async ({ api, page, workbench }) => {
  await workbench.open(await api.start());
  await workbench.button("Open with…").click();
  const form = workbench.dialog("Open with…");
  const { id } = newPerson();
  const conversationId = `order/half filled ${randomUUID()}`;
  await form.getByRole("textbox", { name: "User id" }).fill(id);
  await form.getByRole("textbox", { name: "User name" }).fill("Bo");
  await form.getByRole("textbox", { name: "Conversation id" }).fill(conversationId);
  await form.getByRole("textbox", { name: "User state at the start" }).fill('{"userProfile": {"name": "Bo"}}');
  await form.getByRole("textbox", { name: "Private state at the start" }).fill('{"note": 1}');
  await form.getByRole("button", { name: "Open conversation" }).click();
  await expect(page).toHaveURL(`/c/${encodeURIComponent(conversationId)}`);
  await workbench.isReady();
  await expect(workbench.button("Speaking as Bo")).toBeVisible();
  await expect(workbench.row("Private", "note")).toBeVisible();
  await workbench.talk("hello", "Bo sent: hello");
});

test("a starting state that is no JSON is told so beside its field, and nothing is opened", async ({ api, page, workbench }) => {
  const conversation = await api.start();
  await workbench.open(conversation);
  await workbench.button("Open with…").click();
  const form = workbench.dialog("Open with…");
  await form.getByRole("textbox", { name: "Conversation state at the start" }).fill('{"open": ');
  await expect(form.getByText(/^This is not JSON yet/)).toBeVisible();
  await expect(form.getByRole("button", { name: "Open conversation" })).toBeDisabled();
  await form.getByRole("textbox", { name: "Conversation state at the start" }).fill("[1]");
  await expect(form.getByText(/^State is an object/)).toBeVisible();
  await form.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(conversation.url);
});

test("a conversation id that is taken is told, with the way to that conversation", async ({ api, page, tolerated, workbench }) => {
  tolerated.push(/status of 409/);
  const taken = await api.start();
  await workbench.open(await api.start());
  await workbench.button("Open with…").click();
  const form = workbench.dialog("Open with…");
  await form.getByRole("textbox", { name: "Conversation id" }).fill(taken.id);
  await form.getByRole("button", { name: "Open conversation" }).click();
  await form.getByRole("button", { name: "Go to the conversation that has this id" }).click();
  await expect(page).toHaveURL(taken.url);
});
