import { afterEach, expect, test, vi } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serve, serveAgentsBot, serveV3ProfileBot, serveV4Bot } from "@/lib/bots/testing";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();
const served: ServedBot[] = [];

afterEach(async () => {
  for (const bot of served.splice(0)) await bot.stop();
});

async function add(bot: ServedBot): Promise<string> {
  served.push(bot);
  const { status, body, text } = await api.call("POST", "/api/bots", { body: { name: "Unknown", endpoint: bot.endpoint } });
  if (status !== 201) throw new Error(text);
  return body.bot.id;
}

const seenOf = async (botId: string) => (await api.call("GET", `/api/bots/${botId}`)).body.remote.seenGeneration;

/** As when the process ends: the bots are loaded anew, and nothing is known of them but what was written. */
function forgetBots(): void {
  for (const name of ["bot-registry", "bot-generations"]) Reflect.deleteProperty(globalThis, Symbol.for(`turnscope.${name}`));
}

test.each([
  ["v3", serveV3ProfileBot],
  ["v4", () => serveV4Bot(async (context) => void (await context.sendActivity("hi")))],
  ["agents", () => serveAgentsBot(async (context) => void (await context.sendActivity("hi")))],
] as const)("what a %s bot says of itself in its first turn is kept, until it is at another address", async (generation, start) => {
  for (const level of ["log", "info", "warn"] as const) vi.spyOn(console, level).mockReturnValue(undefined);
  const botId = await add(await start());
  expect(await seenOf(botId)).toBeNull();
  const { address } = await api.start({ botId });
  await api.call("POST", `${address}/activities`, { body: { text: "hi" } });
  expect(await seenOf(botId)).toBe(generation);
  forgetBots();
  expect(await seenOf(botId)).toBe(generation);
  await api.call("PATCH", `/api/bots/${botId}`, { body: { name: "Known" } });
  expect(await seenOf(botId)).toBe(generation);
  await api.call("PATCH", `/api/bots/${botId}`, { body: { endpoint: "http://127.0.0.1:9/api/messages" } });
  expect(await seenOf(botId)).toBeNull();
});

test("a probe that tells what a bot is made with is kept too", async () => {
  const botId = await add(await serve((_request, response) => response.writeHead(202).end()));
  expect((await api.call("POST", `/api/bots/${botId}/probe`)).body.generation).toBe("v3");
  forgetBots();
  expect(await seenOf(botId)).toBe("v3");
});
