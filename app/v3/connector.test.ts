import { afterAll, beforeAll, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serveV4Bot } from "@/lib/bots/testing";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();
let echo: ServedBot;
let botId = "";

beforeAll(async () => {
  echo = await serveV4Bot(async (context) => {
    if (context.activity.type !== "message") return;
    await context.sendActivity({ type: "typing" });
    await context.sendActivity(`heard ${context.activity.text}`);
    await context.sendActivity("and that is all");
  });
  const { status, body, text } = await api.call("POST", "/api/bots", { body: { name: "Echo", endpoint: echo.endpoint } });
  if (status !== 201) throw new Error(text);
  botId = body.bot.id;
});

afterAll(() => echo.stop());

const textsOf = ({ replies }: { replies: { type: string; text?: string }[] }) => replies.map(({ type, text }) => text ?? type);

test("what a v4 bot replies over HTTP is in the answer of the post, in order, and on the transcript", async () => {
  const { address } = await api.start({ botId });
  const { status, body } = await api.call("POST", `${address}/activities`, { body: { text: "hi" } });
  expect([status, body.turn.outcome, body.turn.error]).toEqual([200, "completed", null]);
  expect(textsOf(body)).toEqual(["typing", "heard hi", "and that is all"]);
  const { activities } = (await api.call("GET", `${address}/activities`)).body;
  const said = activities.find(({ text }: { text?: string }) => text === "hi");
  expect(activities.slice(-3)).toEqual(body.replies);
  expect(body.replies[1]).toMatchObject({ replyToId: said.id, from: { id: botId, name: "Echo" }, channelId: "emulator" });
});

test("the service address of a bot is in no transcript and no turn", async () => {
  const { address } = await api.start({ botId });
  await api.call("POST", `${address}/activities`, { body: { text: "hi" } });
  for (const page of ["activities", "turns/2", "history"])
    expect((await api.call("GET", `${address}/${page}`)).text).not.toContain("/service/");
});

test("a bot without credentials may reply at the protocol's bare paths; nobody replies for a bot that has some", async () => {
  const { conversationId, address } = await api.start({ botId });
  const post = () =>
    fetch(`${turnscope.address}/v3/conversations/${conversationId}/activities`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "message", text: "by the way" }),
    });
  const { id } = await (await post()).json();
  const { activities } = (await api.call("GET", `${address}/activities`)).body;
  expect(activities.at(-1)).toMatchObject({ id, text: "by the way", from: { id: botId, role: "bot" } });
  await api.call("PATCH", `/api/bots/${botId}`, { body: { appId: "an-app" } });
  const refused = await post();
  expect([refused.status, (await refused.json()).error.code]).toEqual([401, "BadArgument"]);
  await api.call("PATCH", `/api/bots/${botId}`, { body: { appId: null } });
});
