import { expect } from "./support/test";
import { test } from "./support/test-with-server";

test.use({ settings: { TURNSCOPE_TURN_TIMEOUT_MS: "1500" } });

test("a bot that never ends its turn is given up, told at that turn, and can be talked to again", async ({ api, workbench }) => {
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.say("hang");
  await expect(workbench.turn("hang")).toContainText("timed out");
  await expect(workbench.feed.getByRole("note", { name: "Turn 2 failed" })).toContainText("The bot did not finish this turn in time.");
  await workbench.talk("hello", "you said: hello");
});
