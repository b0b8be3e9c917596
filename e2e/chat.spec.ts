import { expect, test } from "./support/test";

test("a first visit lands in a conversation that can be talked in at once", async ({ page, workbench }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/c\/[^/?]+$/);
  await workbench.isReady();
  await expect(workbench.heard("Welcome to State Bot Sample. Type anything to get started.")).toBeVisible();
  await workbench.talk("hi", "What is your name?");
});

test("coming back to the start page goes on with the conversation of before", async ({ api, page, workbench }) => {
  const conversation = await api.start();
  await workbench.open(conversation);
  await page.goto("/");
  await expect(page).toHaveURL(conversation.url);
});

test("a message that was sent says so, and the reply appears under it", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.say("hi");
  await expect(workbench.words).toHaveText(["hi", "you said: hi"]);
  await expect(workbench.chat.getByText(/^Sent · /)).toBeVisible();
  await expect(workbench.messageBox).toHaveValue("");
});

test("many replies of one turn appear once each and in order", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.say("many 20");
  await expect(workbench.words).toHaveText(["many 20", ...Array.from({ length: 20 }, (_, index) => `message ${index + 1} of 20`)]);
});

test("messages typed in one breath become turns in the order they were typed", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  for (const text of ["slow 300", "two", "three"]) await workbench.say(text);
  await expect(workbench.heard("you said: three")).toBeVisible();
  await expect(workbench.words.filter({ hasText: "replied after 300 ms" })).toHaveCount(1);
  await expect(workbench.turns.getByRole("listitem")).toContainText(["joined", "slow 300", "two", "three"]);
});

test("a bot that types is seen typing until it has spoken", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.say("typing 2500");
  const dots = workbench.chat.getByRole("img", { name: "The bot is typing" });
  await expect(dots).toBeVisible();
  await expect(workbench.heard("typed")).toBeVisible();
  await expect(dots).toHaveCount(0);
});

test("a reply that comes after its turn is shown as soon as it comes", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.talk("late 200", "later");
  await expect(workbench.heard("late by 200 ms")).toBeVisible();
});

test("traces are for the inspector and stay out of the chat", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.talk("trace", "traced");
  await expect(workbench.words).toHaveText(["trace", "traced"]);
});

test("the words of the bot's first greeting are there when the page opens later", async ({ api, workbench }) => {
  const conversation = await api.start();
  await conversation.say("hi");
  await workbench.open(conversation);
  await expect(workbench.words).toHaveText(["Welcome to State Bot Sample. Type anything to get started.", "hi", "What is your name?"]);
});

test("an address without a conversation says what is missing and where to go", async ({ page, tolerated }) => {
  tolerated.push(/status of 404/);
  await page.goto("/c/nothing-here");
  await expect(page.getByRole("heading", { name: "There is no such conversation here" })).toBeVisible();
  await page.getByRole("link", { name: "All conversations" }).click();
  await expect(page.getByRole("heading", { name: "Conversations" })).toBeVisible();
});

test("the keyboard walks through the messages, into one, and back to the message box", async ({ api, page, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.talk("hello", "you said: hello");
  await workbench.say("card");
  const sayHello = workbench.feed.getByRole("button", { name: "Say hello" });
  await expect(sayHello).toBeVisible();
  const history = workbench.chat.getByRole("group", { name: /^Chat history/ });
  const current = async () => {
    const label = page.locator(`[id="${await history.getAttribute("aria-activedescendant")}"]`);
    return label.textContent();
  };
  await workbench.messageBox.focus();
  await expect(async () => {
    await page.keyboard.press("Shift+Tab");
    await expect(history).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press("Home");
  await expect.poll(current).toBe("You said: hello");
  await page.keyboard.press("ArrowDown");
  await expect.poll(current).toBe("Bot said: you said: hello");
  await page.keyboard.press("ArrowUp");
  await expect.poll(current).toBe("You said: hello");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(sayHello).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(history).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(workbench.messageBox).toBeFocused();
});
