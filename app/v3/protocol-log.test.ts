import { afterAll, beforeAll, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serveV4Bot } from "@/lib/bots/testing";
import { flushProtocolLog } from "@/lib/channels";
import { db, sql } from "@/lib/db";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();
let echo: ServedBot;
let bot: { id: string };
let keys: { directLineSecret: string; storageKey: string };
let serviceUrl = "";

beforeAll(async () => {
  echo = await serveV4Bot(async (context) => {
    ({ serviceUrl } = context.activity);
    if (context.activity.type === "message") await context.sendActivity(`heard ${context.activity.text}`);
  });
  const { status, body, text } = await api.call("POST", "/api/bots", { body: { name: "Echo", endpoint: echo.endpoint } });
  if (status !== 201) throw new Error(text);
  ({ bot, keys } = body);
});

afterAll(async () => {
  await flushProtocolLog();
  await echo.stop();
});

const ask = async (method: string, path: string, authorization: string, body?: object) => {
  const headers = { authorization, "content-type": "application/json", cookie: "session=canary-cookie" };
  const response = await fetch(`${turnscope.address}${path}`, { method, headers, body: body && JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
};

async function logOf(address: string, query = "") {
  return (await api.call("GET", `${address}/protocol-log${query}`)).body.exchanges;
}

test("what goes to a bot and what it asks meanwhile is in the log, in order, with bodies and answers", async () => {
  const { address, conversationId } = await api.start({ botId: bot.id });
  await api.call("POST", `${address}/activities`, { body: { text: "hi" } });
  const log = await logOf(address);
  const asked = log.map(({ direction, method, status }: Record<string, unknown>) => `${direction} ${method} ${status}`);
  expect(asked).toEqual(["out POST 200", "out POST 200", "in POST 200"]);
  const [reply] = await logOf(address, "?direction=in");
  expect(reply).toMatchObject({ party: "bot", botId: bot.id, error: null });
  expect(reply.url).toMatch(new RegExp(`^/service/…/v3/conversations/${conversationId}/activities/`));
  expect(JSON.parse(reply.request.body)).toMatchObject({ type: "message", text: "heard hi" });
  expect(JSON.parse(reply.response.body)).toEqual({ id: expect.any(String) });
  const [, posted] = await logOf(address, "?direction=out");
  expect(posted.url).toBe(echo.endpoint);
  expect(JSON.parse(posted.request.body)).toMatchObject({ text: "hi", conversation: { id: conversationId } });
});

test("a bot that does not answer is in the log too, with the reason", async () => {
  const { body } = await api.call("POST", "/api/bots", { body: { name: "Gone", endpoint: "http://127.0.0.1:1/api/messages" } });
  const { address } = await api.start({ botId: body.bot.id });
  expect(await logOf(address, "?status=none")).toMatchObject([
    { status: null, response: null, error: expect.stringContaining("Nothing listens") },
  ]);
});

test("no secret reaches the log: keys, tokens, service addresses, cookies", async () => {
  const secret = `Bearer ${keys.directLineSecret}`;
  const { conversationId, token, streamUrl } = (await ask("POST", "/v3/directline/conversations", secret, { user: { id: "ann" } })).body;
  await ask("POST", `/v3/directline/conversations/${conversationId}/activities`, `Bearer ${token}`, {
    type: "message",
    from: { id: "ann" },
    text: "hi",
    channelData: { token: "canary-in-body", nested: JSON.stringify({ appPassword: "canary-nested" }) },
  });
  await ask("POST", "/v3/directline/tokens/refresh", `Bearer ${token}`);
  await ask("GET", `/v3/directline/conversations/${conversationId}?watermark=&t=canary-query`, secret);
  await ask("POST", `/v3/conversations/${conversationId}/activities`, `Bearer ${keys.storageKey}`, { type: "message", text: "by the way" });
  await ask("GET", "/v3/nothing?token=canary-query", "Bearer canary-header");
  await flushProtocolLog();
  const rows = await (await db()).query<{ url: string }>(sql`SELECT * FROM protocol_exchange`);
  const written = JSON.stringify(rows);
  expect(rows.length).toBeGreaterThan(6);
  const serviceToken = new URL(serviceUrl).pathname.split("/")[2] ?? "";
  const secrets = [keys.directLineSecret, keys.storageKey, token, new URL(streamUrl).searchParams.get("t") ?? "", serviceToken, "canary"];
  for (const one of secrets) {
    expect(one.length).toBeGreaterThan(5);
    expect(written).not.toContain(one);
  }
  const clients = await logOf(`/api/conversations/${conversationId}`, "?party=client");
  expect(clients.map(({ method, url }: Record<string, string>) => `${method} ${url?.split("?")[0]}`)).toContain(
    `POST /v3/directline/conversations/${conversationId}/activities`,
  );
});

test("polls that bring nothing are not noted; those that bring something are", async () => {
  const secret = `Bearer ${keys.directLineSecret}`;
  const { conversationId } = (await ask("POST", "/v3/directline/conversations", secret, { user: { id: "bob" } })).body;
  const place = `/v3/directline/conversations/${conversationId}/activities`;
  await ask("POST", place, secret, { type: "message", from: { id: "bob" }, text: "hi" });
  const first = await ask("GET", `${place}?watermark=`, secret);
  for (let round = 0; round < 3; round++) await ask("GET", `${place}?watermark=${first.body.watermark}`, secret);
  const log = await logOf(`/api/conversations/${conversationId}`, "?party=client");
  expect(log.filter(({ method }: { method: string }) => method === "GET")).toHaveLength(1);
});
