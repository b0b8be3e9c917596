import { newPerson } from "./support/api";
import { expect } from "./support/test";
import { test } from "./support/test-with-server";

test.describe.configure({ timeout: 90_000 });
const cutOff = [/WebSocket connection to .* failed/, /ERR_CONNECTION_REFUSED/, /Failed to post activity to chat adapter/];
const slow = { timeout: 30_000 };

for (const signal of ["SIGKILL", "SIGTERM"] as const) {
  test(`a page outlives a server that ends by ${signal} and comes back, and misses and doubles nothing`, async ({
    api,
    server,
    tolerated,
    workbench,
  }) => {
    tolerated.push(...cutOff);
    const conversation = await api.start({ botId: "faulty" });
    await workbench.open(conversation);
    await workbench.talk("before", "you said: before");

    expect(await server.stop(signal)).toBe(signal === "SIGTERM" ? 0 : null);
    await expect(workbench.chat.getByText("Connection lost. Reconnecting…")).toBeVisible();
    await expect(workbench.status).toHaveText(/Reconnecting|Offline/);
    await expect(workbench.words).toHaveText(["before", "you said: before"]);

    await server.start();
    await conversation.say("meanwhile");
    await expect(workbench.status).toHaveText("Live", slow);
    await expect(workbench.words).toHaveText(["before", "you said: before", "meanwhile", "you said: meanwhile"]);
    await expect(workbench.chat.getByText("Connection lost")).toHaveCount(0);
    await workbench.talk("after", "you said: after");
    await expect(workbench.words).toHaveText([
      "before",
      "you said: before",
      "meanwhile",
      "you said: meanwhile",
      "after",
      "you said: after",
    ]);
  });
}

test("a message that never reached the server is marked failed, and a retry sends it once", async ({
  api,
  server,
  tolerated,
  workbench,
}) => {
  tolerated.push(...cutOff);
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  await server.stop("SIGKILL");
  await expect(workbench.chat.getByText("Connection lost")).toBeVisible();
  await workbench.say("into the void");
  const retry = workbench.feed.getByRole("button", { name: "Retry" });
  await expect(retry).toBeVisible(slow);
  await server.start();
  await expect(workbench.status).toHaveText("Live", slow);
  await retry.click();
  await expect(workbench.words).toHaveText(["into the void", "you said: into the void"]);
  await expect(retry).toHaveCount(0);
  expect((await conversation.turns()).map((turn) => turn.sentence)).toEqual(["joined the conversation", "into the void"]);
});

test("a turn that the server's end cut off is told where it happened", async ({ api, server, tolerated, workbench }) => {
  tolerated.push(...cutOff);
  await workbench.open(await api.start({ botId: "faulty" }));
  await workbench.say("slow 20000");
  await expect(workbench.turn("slow 20000")).toContainText("running…");
  await server.stop("SIGKILL");
  await server.start();
  await expect(workbench.status).toHaveText("Live", slow);
  await expect(workbench.turn("slow 20000")).toContainText("interrupted");
  await expect(workbench.feed.getByRole("note", { name: "Turn 2 failed" })).toContainText("The server stopped before the bot had finished");
});

test("the state and its marks are right again after the server was away", async ({ api, server, tolerated, workbench }) => {
  tolerated.push(...cutOff);
  const conversation = await api.start({ botId: "faulty" });
  await workbench.open(conversation);
  await workbench.talk("set colour red", "colour is now red");
  await server.stop("SIGTERM");
  await server.start();
  await conversation.say("set colour blue");
  await expect(workbench.status).toHaveText("Live", slow);
  await expect(workbench.row("User", "colour")).toHaveText(/"red".*"blue".*changed/);
});

test("what was remembered is still there for somebody who comes after the restart", async ({ api, elsewhere, server }) => {
  const ann = newPerson();
  const conversation = await api.start({ user: ann });
  for (const text of ["hi", "Ann"]) await conversation.say(text);
  await server.stop("SIGKILL");
  await server.start();
  await elsewhere.open(conversation);
  await elsewhere.talk("hello", "Ann sent: hello");
});
