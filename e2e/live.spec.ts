import { newPerson } from "./support/api";
import { expect, test } from "./support/test";

test("a second tab sees messages and state as they come, in both directions", async ({ api, secondTab, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  await secondTab.open(conversation);
  await workbench.talk("set colour red", "colour is now red");
  await expect(secondTab.words).toHaveText(["set colour red", "colour is now red"]);
  await expect(secondTab.row("User", "colour")).toHaveText(/"red".*added/);
  await secondTab.talk("set colour blue", "colour is now blue");
  await expect(workbench.words).toHaveText(["set colour red", "colour is now red", "set colour blue", "colour is now blue"]);
  await expect(workbench.row("User", "colour")).toHaveText(/"red".*"blue".*changed/);
  await expect(workbench.turn("set colour blue")).toBeVisible();
});

test("another tester in another browser is seen at once, and not mistaken for me", async ({ api, elsewhere, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  const bo = newPerson("Bo");
  await elsewhere.open(conversation);
  await elsewhere.speakAs(bo);
  await elsewhere.talk("hello from Bo", "you said: hello from Bo");
  await expect(workbench.heard("hello from Bo").first()).toBeVisible();
  await expect(workbench.said("hello from Bo")).toHaveCount(0);
  await expect(workbench.turn("hello from Bo")).toBeVisible();
});

test("an edit over HTTP shows at once, marked, and says who made it", async ({ api, page, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  await expect(workbench.scope("User")).toContainText("empty");
  await conversation.put("user", { colour: "red", size: 3 }, "Grace");
  await expect(workbench.row("User", "colour")).toHaveText(/"red".*added/);
  await expect(workbench.scope("User")).toContainText("Grace, just now");
  await expect(page.getByText("2 changes in user state")).toBeAttached();
  await expect(workbench.turn("Grace edited user state")).toBeVisible();
});

test("a message over HTTP shows at once in an open page", async ({ api, workbench }) => {
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  await conversation.say("from a script");
  await expect(workbench.words).toHaveText(["from a script", "you said: from a script"]);
});

test("a connection that breaks for a moment is taken up again and nothing is missed or doubled", async ({
  api,
  page,
  tolerated,
  workbench,
}) => {
  tolerated.push(/WebSocket connection to .* failed/);
  const conversation = await api.start({ botId: "faulty" });
  let cut = async () => {};
  await page.routeWebSocket("**/api/live", (socket) => {
    const server = socket.connectToServer();
    cut = async () => {
      await server.close();
      await socket.close();
    };
  });
  await workbench.open(conversation);
  await workbench.talk("one", "you said: one");
  for (const text of ["two", "three"]) {
    await cut();
    await conversation.say(text);
    await expect(workbench.heard(`you said: ${text}`)).toBeVisible();
    await expect(workbench.status).toHaveText("Live");
  }
  await expect(workbench.words).toHaveText(["one", "you said: one", "two", "you said: two", "three", "you said: three"]);
});

test("a new conversation appears in the list of conversations by itself", async ({ api, page }) => {
  await page.goto("/conversations");
  await expect(page.getByRole("heading", { name: "Conversations" })).toBeVisible();
  const conversation = await api.start();
  await page.getByRole("link", { name: conversation.id }).click();
  await expect(page).toHaveURL(conversation.url);
});
