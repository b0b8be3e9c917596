import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/test";

async function download(page: Page, link: Locator): Promise<Buffer> {
  const started = page.waitForEvent("download");
  await link.click();
  return readFileSync(await (await started).path());
}

async function choose(page: Page, button: Locator, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await button.click();
  await (await chooser).setFiles({ name: "some.file", mimeType: "application/json", buffer });
}

test("a transcript is downloaded and opened again, to be looked at and not talked in", async ({ api, page, workbench }) => {
  const conversation = await api.start({ state: { user: { userProfile: { name: "Ann" } } } });
  await conversation.say("hello");
  await workbench.open(conversation);
  await workbench.button("Snapshots…").click();
  const dialog = workbench.dialog("Snapshots and files");
  const file = await download(page, dialog.getByRole("link", { name: "Download transcript" }));
  await choose(page, dialog.getByRole("button", { name: "Open a file…" }), file);
  await expect(page).not.toHaveURL(conversation.url);
  await expect(page.getByRole("note").getByText(/^Opened from a file/)).toBeVisible();
  await expect(workbench.heard("Ann sent: hello")).toBeVisible();
  await expect(workbench.turn("hello")).toBeVisible();
  await expect(workbench.messageBox).toHaveCount(0);
  await expect(workbench.button("Edit user state")).toHaveAttribute("aria-disabled", "true");
});

test("a bug bundle is downloaded and opened again, with its turns and the state at each of them", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "trip-planner" });
  await conversation.say("I'm Ann from Gent, vegetarian");
  await conversation.say("somewhere warm");
  await workbench.open(conversation);
  await page.keyboard.press("s");
  const dialog = workbench.dialog("Snapshots and files");
  const file = await download(page, dialog.getByRole("link", { name: "Download bug bundle" }));
  await choose(page, dialog.getByRole("button", { name: "Open a file…" }), file);
  await expect(page).not.toHaveURL(conversation.url);
  await expect(page.getByRole("note").getByText(/^Opened from a file/)).toBeVisible();
  await expect(workbench.turn("somewhere warm")).toBeVisible();
  await expect(workbench.row("User", "profile")).toBeVisible();
  await workbench.turn("I'm Ann from Gent, vegetarian").click();
  await expect(page.getByRole("heading", { name: "State after turn 2" })).toBeVisible();
  await expect(workbench.button("Restore…")).toHaveAccessibleDescription(/opened from a file/);
  await expect(workbench.row("User", "profile")).toBeVisible();
  const path = `/api${new URL(page.url()).pathname.replace("/c/", "/conversations/")}`;
  const past = await page.request.get(`${path}/state?turn=2`);
  expect((await past.json()).user.data).toEqual((await conversation.state()).user.data);
});
