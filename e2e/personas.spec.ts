import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test("a link opens a fresh conversation as a persona from a snapshot, and holds no name", async ({ api, page, workbench }) => {
  const half = await api.start({ state: { user: { userProfile: { name: "Ada" } } } });
  const data = { name: "Ada is known", conversationId: half.id };
  const snapshot = await (await page.request.post("/api/snapshots", { data })).json();
  const ada = newPerson("Ada");
  const persona = await (await page.request.post("/api/personas", { data: { userId: ada.id, name: "Ada", locale: "de-AT" } })).json();
  await page.goto(`/?bot=state-management&persona=${persona.id}&snapshot=${snapshot.id}`);
  await workbench.isReady();
  await expect(page).toHaveURL(/\/c\/c-\w+$/);
  await expect(workbench.button("Speaking as Ada")).toBeVisible();
  await workbench.talk("hello", "Ada sent: hello");
  const address = page.url().replace("/c/", "/api/conversations/");
  expect((await (await page.request.get(`${address}/turns/2`)).json()).activity).toMatchObject({ locale: "de-AT", from: { id: ada.id } });
});

test("a link to a persona that is gone says so, and the workbench opens without it", async ({ page, workbench }) => {
  await page.goto("/?bot=state-management&persona=p-gone");
  await expect(page.getByRole("alert").filter({ hasText: "The workbench did not open" })).toContainText("names a persona that is not here");
  await page.getByRole("link", { name: "Workbench" }).click();
  await workbench.isReady();
});

test("a person kept in settings is there in another browser, and can be spoken as", async ({ api, elsewhere, page }) => {
  const { id } = newPerson();
  const name = `Zoe ${id.slice(-4)}`;
  await page.goto("/settings");
  await page.getByRole("button", { name: "New person" }).click();
  const form = page.getByRole("dialog", { name: "New person" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByRole("textbox", { name: "User id" }).fill(id);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: `Edit ${name}` })).toBeVisible();
  await elsewhere.open(await api.start());
  await elsewhere.choose(/^Speaking as /, new RegExp(name));
  await expect(elsewhere.button(`Speaking as ${name}`)).toBeVisible();
});

test("whom only this browser knew can be kept on the server, and forgotten", async ({ page }) => {
  const { id } = newPerson();
  const name = `Old ${id.slice(-4)}`;
  await page.addInitScript(
    (people) => {
      if (localStorage.getItem("turnscope:personas") === null) localStorage.setItem("turnscope:personas", people);
    },
    JSON.stringify([{ id, name }]),
  );
  const kept = async () =>
    (await (await page.request.get("/api/personas")).json()).personas.filter(({ userId }: { userId: string }) => userId === id);
  await page.goto("/settings");
  const row = page.getByRole("list", { name: "People" }).getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("only in this browser");
  await row.getByRole("button", { name: `Keep ${name} on the server` }).click();
  await expect(row).not.toContainText("only in this browser");
  expect(await kept()).toHaveLength(1);
  await row.getByRole("button", { name: `Forget ${name}` }).click();
  await expect(row).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "New person" })).toBeVisible();
  await expect(row).toHaveCount(0);
  expect(await kept()).toEqual([]);
});

test("what the server refuses about a person is said in the form, which keeps what was typed", async ({ page, tolerated }) => {
  tolerated.push(/status of 422/);
  const { id } = newPerson();
  await page.goto("/settings");
  await page.getByRole("button", { name: "New person" }).click();
  const form = page.getByRole("dialog", { name: "New person" });
  await form.getByRole("textbox", { name: "User id" }).fill(id);
  await form.getByRole("textbox", { name: "Locale" }).fill("not a locale");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toContainText("expected a language tag such as de-AT");
  await form.getByRole("textbox", { name: "Locale" }).fill("de-AT");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: id })).toContainText("de-AT");
});

test("a person who starts from a snapshot starts with its bot, without a word about bots", async ({ api, page, workbench }) => {
  const trip = await api.start({ botId: "trip-planner", state: { user: { profile: { name: "Ada" } } } });
  const snapshot = await (await page.request.post("/api/snapshots", { data: { name: "known", conversationId: trip.id } })).json();
  const { id } = newPerson();
  const name = `Tia ${id.slice(-4)}`;
  await page.request.post("/api/personas", { data: { userId: id, name, snapshotId: snapshot.id } });
  await page.goto("/settings");
  await page.getByRole("link", { name: `Start a conversation as ${name}` }).click();
  await workbench.isReady();
  await expect(workbench.button(`Speaking as ${name}`)).toBeVisible();
  const { botId } = await (await page.request.get(page.url().replace("/c/", "/api/conversations/"))).json();
  expect(botId).toBe("trip-planner");
  await expect(workbench.row("User", "profile")).toBeVisible();
});
