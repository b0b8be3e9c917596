import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const path of ["/conversations", "/people", "/bots", "/settings", "/api/docs"]) {
      test(`axe finds nothing on ${path} in ${colorScheme}`, async ({ api, page }) => {
        await api.start();
        await page.goto(path);
        await expect(page.getByRole("main").getByRole("heading", { level: 2 }).or(page.getByRole("row")).first()).toBeVisible();
        expect(await findProblems(page)).toEqual([]);
      });
    }

    test(`axe finds nothing on a workbench that is in use in ${colorScheme}`, async ({ api, page, workbench }) => {
      const conversation = await api.start({ botId: "faulty", state: { private: { note: null, day: "2027-05-02", big: 1.5, yes: true } } });
      for (const text of ["set colour red", "throw", "list"]) await conversation.say(text);
      await workbench.open(conversation);
      await workbench.talk("card", /two cards/);
      await workbench.talk("file", /an image and a text/);
      await workbench.talk("set colour blue", "colour is now blue");
      await workbench.say("suggest");
      await expect(workbench.chat.getByRole("toolbar", { name: "Suggested actions" })).toBeVisible();
      await conversation.put("user", { colour: "green", size: 3 });
      await expect(workbench.row("User", "size")).toBeVisible();
      expect(await findProblems(page)).toEqual([]);
    });

    test(`axe finds nothing on a dialog that is drawn in ${colorScheme}`, async ({ api, page, workbench }) => {
      const conversation = await api.start({ botId: "trip-planner" });
      for (const text of ["I'm Ann from Gent", "let's go to Lisbon"]) await conversation.say(text);
      await workbench.open(conversation);
      await expect(workbench.scope("Dialog").getByRole("list", { name: "Inside dates" })).toBeVisible();
      expect(await findProblems(page)).toEqual([]);
    });

    test(`axe finds nothing on the dialogs of the workbench in ${colorScheme}`, async ({ api, page, workbench }) => {
      const conversation = await api.start({ state: { user: { userProfile: { name: "Ann" } } } });
      await conversation.say("hello");
      await workbench.open(conversation);
      const opened: [name: string, open: () => Promise<void>][] = [
        ["Edit user state", () => workbench.button("Edit user state").click()],
        ["Reset all state?", () => workbench.button("Reset all state").click()],
        ["Open with…", () => workbench.button("Open with…").click()],
        ["New person", () => workbench.choose(/^Speaking as /, "New person…")],
        ["Turn 2 · hello", () => workbench.turn("hello").dblclick()],
        ["Restore the state after turn 2?", () => workbench.button("Restore…").click()],
        ["Where does name come from?", () => workbench.row("User", "name").press("w")],
        ["Fork from turn 2", () => workbench.button("Fork from here…").click()],
        ["Keyboard shortcuts", () => workbench.button("Keyboard shortcuts").click()],
        ["Commands", () => page.keyboard.press("Control+k")],
      ];
      for (const [name, open] of opened) {
        await open();
        await expect(workbench.dialog(name).getByRole("button").or(workbench.dialog(name).getByRole("combobox")).first()).toBeVisible();
        expect(await findProblems(page), name).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(workbench.dialog(name)).toHaveCount(0);
      }
    });

    test(`axe finds nothing on the past of a conversation in ${colorScheme}`, async ({ api, page, workbench }) => {
      const conversation = await api.start({ botId: "trip-planner" });
      for (const text of ["I'm Ann from Gent", "let's go to Lisbon"]) await conversation.say(text);
      await conversation.put("private", { note: 1 });
      await workbench.open(conversation);
      await workbench.turn("I'm Ann").click();
      await expect(workbench.past).toContainText("After turn 2");
      await expect(workbench.scope("User").getByText("added").first()).toBeVisible();
      expect(await findProblems(page)).toEqual([]);
    });

    test(`axe finds nothing on the parts of an opened turn in ${colorScheme}`, async ({ api, page, workbench }) => {
      const conversation = await api.start({ botId: "trip-planner" });
      await conversation.say("I'm Ann from Gent, let's go to Lisbon");
      await page.goto(`${conversation.url}?turn=2&tab=changes`);
      const sheet = workbench.dialog(/^Turn 2/);
      for (const part of ["Changes", "Storage", "Dialogs", "Logs", "Activities"]) {
        await sheet.getByRole("tab", { name: new RegExp(`^${part}`) }).click({ timeout: 30_000 });
        await expect(sheet.getByRole("tabpanel").getByRole("region").first()).toBeVisible();
        expect(await findProblems(page), part).toEqual([]);
      }
    });

    test(`axe finds nothing on two conversations side by side in ${colorScheme}`, async ({ api, page }) => {
      const [left, right] = [await api.start({ botId: "faulty" }), await api.start({ botId: "faulty" })];
      await left.say("set colour red");
      await right.say("set colour blue");
      await page.goto(`${left.url}/compare?with=${encodeURIComponent(right.id)}`);
      await expect(page.getByRole("table", { name: "Differences in state" })).toBeVisible();
      expect(await findProblems(page)).toEqual([]);
    });

    test(`axe finds nothing on menus and an editor in a row in ${colorScheme}`, async ({ api, page, workbench }) => {
      await workbench.open(await api.start({ botId: "faulty", state: { user: { colour: "red" } } }));
      for (const menu of [/^Bot: /, /^Speaking as /, "Restart"]) {
        await workbench.button(menu).click();
        await expect(page.getByRole("menu")).toBeVisible();
        // A menu stands above the page and holds the focus while it is open; of such things axe lets only dialogs be outside landmarks.
        expect(await findProblems(page, { without: ["region"] }), String(menu)).toEqual([]);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("menu")).toHaveCount(0);
      }
      await workbench.row("User", "colour").dblclick();
      await expect(page.getByRole("textbox", { name: "Value of colour" })).toBeVisible();
      expect(await findProblems(page)).toEqual([]);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("axe finds nothing on the workbench of a phone", async ({ api, page, workbench }) => {
    await workbench.open(await api.start());
    for (const pane of ["State", "Turns", "Chat"]) {
      await page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: pane }).click();
      expect(await findProblems(page), pane).toEqual([]);
    }
  });
});
