import { newPerson } from "./support/api";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

const botId = "faulty-production";
const secret = "Kanarienvogel";

test("values of a production bot are masked and cannot be edited, until a reason is given; then for ten minutes, or until it is ended", async ({
  api,
  page,
  request,
  workbench,
}) => {
  const person = newPerson(`Ann ${secret}`);
  const conversation = await api.start({ botId, user: person });
  await conversation.say(`set colour ${secret}`);
  const frames: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => void frames.push(String(payload))));
  expect((await request.patch(`/api/bots/${botId}`, { data: { isProduction: true } })).status()).toBe(200);

  await workbench.open(conversation);
  const masking = page.getByRole("region", { name: "Masking" });
  await expect(masking).toContainText("Production bot: values are masked.");
  await expect(workbench.row("User", "colour")).toContainText("text");
  expect(await page.content()).not.toContain(secret);
  expect(frames.join()).not.toContain(secret);
  const edit = page.getByRole("button", { name: "Edit user state" });
  await expect(edit).toBeDisabled();
  await expect(edit).toHaveAccessibleDescription(/^These values are masked.* Unmask the person/);
  expect(await findProblems(page, { within: "main" })).toEqual([]);

  await masking.getByRole("button", { name: `Unmask ${person.id}…` }).click();
  const dialog = page.getByRole("dialog", { name: `Unmask ${person.id}?` });
  await dialog.getByRole("button", { name: "Unmask for 10 minutes" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Say in a few words why.");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Complaint 4711");
  await dialog.getByRole("button", { name: "Unmask for 10 minutes" }).click();
  await expect(workbench.row("User", "colour")).toContainText(secret);
  await expect(workbench.heard(`colour is now ${secret}`)).toBeVisible();
  await expect(masking).toContainText(`${person.name} is unmasked: Complaint 4711`);
  await expect(masking.getByRole("timer")).toContainText(/^(10|9) min \d\d s left$/);

  await masking.getByRole("button", { name: `Mask ${person.name} again` }).click();
  await expect(workbench.row("User", "colour")).toContainText("text");
  expect(await page.content()).not.toContain(secret);
  await page.goto("/settings");
  await expect(
    page
      .getByRole("table", { name: "Unmaskings" })
      .getByRole("row", { name: /Complaint 4711/ })
      .first(),
  ).toContainText("Local user");
});

test("a bot is marked as production on its card", async ({ page }) => {
  await page.goto("/bots");
  const audience = page.getByRole("group", { name: "How Faulty, marked is run" }).getByRole("combobox", { name: "Whom it talks with" });
  await expect(audience).toHaveValue("test");
  await audience.selectOption("People: a production bot");
  await expect(audience).toBeEnabled();
  await page.reload();
  await expect(audience).toHaveValue("production");
});
