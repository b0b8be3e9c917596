import { afterAll, beforeAll, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serveV4Bot } from "@/lib/bots/testing";
import { offerSelfService } from "@/lib/privacy";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();
const heard: string[] = [];
let served: ServedBot;
let secret = "";

beforeAll(async () => {
  offerSelfService();
  served = await serveV4Bot(async (context) => {
    if (context.activity.type !== "message") return;
    heard.push(context.activity.text);
    await context.sendActivity(`you said ${context.activity.text}`);
  });
  const { body } = await api.call("POST", "/api/bots", { body: { name: "Elsewhere", endpoint: served.endpoint } });
  secret = body.keys.directLineSecret;
  await api.call("PATCH", `/api/bots/${body.bot.id}`, { body: { offersSelfService: true } });
});

afterAll(() => served.stop());

async function ask(method: string, path: string, credential: string, body?: unknown) {
  const headers = { authorization: `Bearer ${credential}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${turnscope.address}/v3/directline${path}`, { method, headers, ...sent });
  return answer.json();
}

test("over Direct Line a bot elsewhere is spared what people ask about their data, and they are answered", async () => {
  const { token, conversationId } = await ask("POST", "/tokens/generate", secret, { user: { id: "dl_dunnock" } });
  await ask("POST", "/conversations", token);
  const say = (text: string) =>
    ask("POST", `/conversations/${conversationId}/activities`, token, { type: "message", from: { id: "dl_dunnock" }, text });
  for (const text of ["hello", "forget me", "yes, forget me"]) await say(text);
  const { activities } = await ask("GET", `/conversations/${conversationId}/activities`, token);
  const texts = activities.filter(({ type }: { type: string }) => type === "message").map(({ text }: { text: string }) => text);
  expect(texts).toEqual([
    "hello",
    "you said hello",
    "forget me",
    expect.stringContaining("yes, forget me"),
    "yes, forget me",
    expect.stringMatching(/it is case DS-\d{4}-\d{4}/),
  ]);
  expect(heard).toEqual(["hello"]);
});
