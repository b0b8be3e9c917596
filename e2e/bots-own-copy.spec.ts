import { ConversationState, InspectionMiddleware, InspectionState, MemoryStorage, type TurnContext, UserState } from "botbuilder";
import { type ServedBot, serveV3ProfileBot, serveV4Bot } from "@/lib/bots/testing";
import { findProblems } from "./support/find-problems";
import { expect, test } from "./support/test";
import type { Workbench } from "./support/workbench";

let inspected: ServedBot;
let plain: ServedBot;

/** Counts in its own memory, and has InspectionMiddleware as sample 47 has it. */
function serveInspected(): Promise<ServedBot> {
  const storage = new MemoryStorage();
  const [user, conversation] = [new UserState(storage), new ConversationState(storage)];
  const inspection = new InspectionMiddleware(new InspectionState(storage), user, conversation);
  const [count, topic] = [user.createProperty<number>("count"), conversation.createProperty<string>("topic")];
  const run = async (context: TurnContext) => {
    if (context.activity.type !== "message") return;
    await count.set(context, (await count.get(context, 0)) + 1);
    await topic.set(context, context.activity.text);
    await context.sendActivity(`${await count.get(context)}: ${context.activity.text}`);
    await user.saveChanges(context);
    await conversation.saveChanges(context);
  };
  return serveV4Bot((context) => inspection.onTurn(context, () => run(context)));
}

test.beforeAll(async () => {
  inspected = await serveInspected();
  plain = await serveV4Bot(async (context) => {
    if (context.activity.type === "message") await context.sendActivity(`What is ${context.activity.text}?`);
  });
});
test.afterAll(() => Promise.all([inspected.stop(), plain.stop()]));

const ownCopy = ({ page }: Workbench) => page.getByRole("region", { name: "The bot's own copy", exact: true });
const lookIn = (workbench: Workbench) => ownCopy(workbench).getByRole("button", { name: "Look into the bot's own memory" });
const copied = (workbench: Workbench, scope: string, property: string) =>
  ownCopy(workbench)
    .getByRole("region", { name: `${scope} state, the bot's own copy` })
    .getByRole("treeitem", { name: new RegExp(`^${property} `) });

test("one click shows what a bot keeps elsewhere, after each turn and in the past, and nothing of it in the chat", async ({
  workbench,
  api,
  page,
}) => {
  await workbench.open(await api.startWith(inspected.endpoint));
  await workbench.talk("one", "1: one");
  await lookIn(workbench).click();
  await expect(ownCopy(workbench)).toContainText("Attached.");
  await workbench.talk("two", "2: two");
  await expect(copied(workbench, "User", "count")).toContainText("2");
  await expect(copied(workbench, "Conversation", "topic")).toContainText('"two"');
  await workbench.talk("three", "3: three");
  await expect(copied(workbench, "User", "count")).toContainText("was 2 now 3~ changed");
  await expect(ownCopy(workbench)).toContainText("Private state is missing because");
  await expect(ownCopy(workbench).getByRole("button", { name: /Edit|Reset|Add/ })).toHaveCount(0);
  expect(await workbench.words.allTextContents()).toEqual(["one", "1: one", "two", "2: two", "three", "3: three"]);
  await workbench.turn("two").click();
  await expect(workbench.past).toBeVisible();
  await expect(copied(workbench, "User", "count")).toContainText("count2");
  // The address is written a moment later.
  await expect(page).toHaveURL(/turn=3/);
  await page.reload();
  await expect(workbench.past).toBeVisible();
  await expect(copied(workbench, "User", "count")).toContainText("count2");
});

test("while a bot is attached it is not offered again, also after a reload", async ({ workbench, api, page }) => {
  await workbench.open(await api.startWith(inspected.endpoint));
  await workbench.talk("one", "1: one");
  await lookIn(workbench).click();
  for (const _ of ["at once", "after a reload"]) {
    await expect(ownCopy(workbench).getByRole("status")).toContainText("Attached.");
    await expect(lookIn(workbench)).toHaveCount(0);
    await page.reload();
  }
  await workbench.talk("two", "2: two");
  await expect(copied(workbench, "User", "count")).toContainText("2");
  await expect(lookIn(workbench)).toHaveCount(0);
});

test("the palette attaches too, and what the inspection repeats of a turn is folded in its activities", async ({
  workbench,
  api,
  page,
}) => {
  await workbench.open(await api.startWith(inspected.endpoint));
  await expect(lookIn(workbench)).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("own memory");
  await page.getByRole("option", { name: "Look into the bot's own memory" }).click();
  await expect(page.getByText("Attached.").first()).toBeVisible();
  await workbench.talk("tea", "1: tea");
  await workbench.turn("tea").dblclick();
  const sheet = workbench.dialog(/^Turn \d+/);
  await sheet.getByRole("tab", { name: /^Activities/ }).click();
  await expect(sheet.getByRole("region", { name: "Replies" })).toContainText("Replies (1)");
  const repeated = sheet.getByRole("region", { name: "Told by the inspection" });
  await expect(repeated.getByText("trace ReceivedActivity")).toBeHidden();
  await repeated.getByText("What InspectionMiddleware repeated").click();
  for (const name of ["ReceivedActivity", "SentActivity", "BotState"]) await expect(repeated.getByText(`trace ${name}`)).toBeVisible();
});

test("a bot without InspectionMiddleware is told apart in plain words", async ({ workbench, api }) => {
  await workbench.open(await api.startWith(plain.endpoint));
  await lookIn(workbench).click();
  await expect(ownCopy(workbench).getByRole("alert")).toContainText("it has no InspectionMiddleware");
  await expect(workbench.words).toHaveCount(0);
});

test("what a v3 bot watches is shown likewise, without anything to attach", async ({ workbench, api, page }) => {
  const watched = await serveV3ProfileBot();
  const conversation = await api.startWith(watched.endpoint);
  for (const text of ["hi", "Ann", "42"]) await conversation.say(text);
  await workbench.open(conversation);
  await expect(ownCopy(workbench)).toHaveCount(0);
  await workbench.talk("watch", "Watching.");
  await expect(copied(workbench, "User", "age")).toContainText("42");
  await expect(ownCopy(workbench)).toContainText("Only the variables that the bot watches");
  await expect(lookIn(workbench)).toHaveCount(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => findProblems(page, { within: `[aria-label="The bot's own copy"]` })).toEqual([]);
  }
  await page.goto("/bots");
  await expect(page.getByRole("listitem").filter({ hasText: watched.endpoint })).toContainText("v3, as found out");
  await watched.stop();
});

test("a bot in this process has no copy to look at", async ({ workbench, api }) => {
  await workbench.open(await api.start());
  await expect(workbench.scope("User")).toBeVisible();
  await expect(ownCopy(workbench)).toHaveCount(0);
});
