import { newPerson } from "./support/api";
import { DirectLineApp } from "./support/direct-line-js";
import { expect, test } from "./support/test";

test("what somebody says in an app over Direct Line is live in the workbench, with its turn and its state", async ({
  request,
  workbench,
}) => {
  const app = await DirectLineApp.connect(request, { botId: "faulty", user: newPerson("Ann") });
  const conversation = await app.conversation(request);
  await app.say("hello");
  await workbench.open(conversation);
  await expect(workbench.words).toHaveText(["hello", "you said: hello"]);
  await app.say("set colour red");
  await expect(workbench.heard("colour is now red")).toBeVisible();
  await expect(workbench.turn("set colour red")).toHaveAccessibleName(/user state: 1 added/);
  await expect(workbench.row("User", "colour")).toHaveText(/"red".*\+ added/);
  await conversation.put("user", { name: "Grace" });
  await app.say("name");
  await expect(workbench.heard("your name is Grace")).toBeVisible();
  await expect.poll(() => app.texts.slice(-2)).toEqual(["name", "your name is Grace"]);
  app.close();
});

test("what a tester says in the workbench reaches the app whose conversation it is, with the bot's answer", async ({
  request,
  workbench,
}) => {
  const app = await DirectLineApp.connect(request, { botId: "state-management", user: newPerson("Ann") });
  await app.say("hi");
  await expect.poll(() => app.texts.at(-1)).toContain("What is your name?");
  await workbench.open(await app.conversation(request));
  await workbench.talk("Grace", /Thanks Grace/);
  await expect.poll(() => app.texts.slice(-2)).toEqual(["Grace", expect.stringContaining("Thanks Grace")]);
  app.close();
});
