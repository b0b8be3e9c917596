import { readFileSync } from "node:fs";
import { expect, test } from "./support/test";

test("a half-filled trip is saved, and somebody new goes on from there", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "trip-planner" });
  await conversation.say("Let's go somewhere warm in May");
  await workbench.open(conversation);
  const before = await conversation.state();
  await page.keyboard.press("s");
  const dialog = workbench.dialog("Snapshots and files");
  await dialog.getByRole("textbox", { name: "Name of the snapshot" }).fill("half-filled");
  await dialog.getByRole("textbox", { name: "Name of the snapshot" }).press("Enter");
  await expect(dialog.getByRole("listitem").filter({ hasText: "half-filled" })).toContainText("after turn 2");
  await workbench.choose("Start from half-filled", "As a new person");
  await expect(page).not.toHaveURL(conversation.url);
  await workbench.isReady();
  await expect(workbench.scope("Dialog").getByText("destination").first()).toBeVisible();
  await workbench.talk("Lisbon", /Lisbon/);
  expect(await conversation.state()).toEqual(before);
});

test("applying a snapshot brings the state back, and can be taken back", async ({ api, page, workbench }) => {
  const conversation = await api.start({ state: { private: { note: "then" } } });
  await workbench.open(conversation);
  await workbench.button("Snapshots…").click();
  const dialog = workbench.dialog("Snapshots and files");
  await dialog.getByRole("textbox", { name: "Name of the snapshot" }).fill("then");
  await dialog.getByRole("button", { name: /^Save/ }).click();
  await expect(dialog.getByRole("button", { name: "Apply then" })).toBeVisible();
  await page.keyboard.press("Escape");
  await conversation.put("private", { note: "now" });
  await expect(workbench.row("Private", "note")).toContainText("now");
  await workbench.button("Snapshots…").click();
  await dialog.getByRole("button", { name: "Apply then" }).click();
  await expect(dialog).toBeHidden();
  await expect(workbench.row("Private", "note")).toContainText("then");
  await workbench.button("Undo").click();
  await expect(workbench.row("Private", "note")).toContainText("now");
});

test("a snapshot is renamed, and Escape leaves its name", async ({ api, page, workbench }) => {
  const name = `draft ${Date.now()}`;
  await workbench.open(await api.start({ state: { private: { note: 1 } } }));
  await workbench.button("Snapshots…").click();
  const dialog = workbench.dialog("Snapshots and files");
  await dialog.getByRole("textbox", { name: "Name of the snapshot" }).fill(name);
  await dialog.getByRole("button", { name: /^Save/ }).click();
  const field = dialog.getByRole("textbox", { name: `New name of ${name}` });
  await dialog.getByRole("button", { name: `Rename ${name}` }).click();
  await field.fill("anything");
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("button", { name: `Apply ${name}`, exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: `Rename ${name}` }).click();
  await expect(field).toBeFocused();
  await field.fill(`${name}, final`);
  await field.press("Enter");
  await expect(dialog.getByRole("button", { name: `Apply ${name}, final` })).toBeVisible();
});

test("a snapshot is downloaded, deleted and opened again from its file", async ({ api, page, workbench }) => {
  const name = `carried ${Date.now()}`;
  await workbench.open(await api.start({ state: { private: { note: 1 } } }));
  await workbench.button("Snapshots…").click();
  const dialog = workbench.dialog("Snapshots and files");
  await dialog.getByRole("textbox", { name: "Name of the snapshot" }).fill(name);
  await dialog.getByRole("button", { name: /^Save/ }).click();
  const download = page.waitForEvent("download");
  await dialog.getByRole("link", { name: `Download ${name}` }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${name}.snapshot.json`);
  const buffer = readFileSync(await file.path());
  await dialog.getByRole("button", { name: `Delete ${name}` }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: name })).toHaveCount(0);
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Open a file…" }).click();
  await (await chooser).setFiles({ name: "any.json", mimeType: "application/json", buffer });
  await expect(dialog.getByRole("listitem").filter({ hasText: name })).toContainText("from a file");
});

test("a file that is no snapshot is refused with the place and the reason", async ({ api, page, tolerated, workbench }) => {
  tolerated.push(/status of 422/);
  await workbench.open(await api.start());
  await workbench.button("Snapshots…").click();
  const dialog = workbench.dialog("Snapshots and files");
  const open = async (text: string) => {
    const chooser = page.waitForEvent("filechooser");
    await dialog.getByRole("button", { name: "Open a file…" }).click();
    await (await chooser).setFiles({ name: "odd.json", mimeType: "application/json", buffer: Buffer.from(text) });
  };
  await open('{"format":"turnscope-snapshot","version":2}');
  await expect(dialog.getByRole("alert")).toContainText("Body /version: This file is of version 2");
  await open('{"format":');
  await expect(dialog.getByRole("alert")).toContainText("odd.json is not JSON, or was cut off");
});
