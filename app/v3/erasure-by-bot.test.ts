import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serveV3ProfileBot } from "@/lib/bots/testing";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();
let served: ServedBot;
let bot: { id: string; storageKey: string };

// The bot's own log of what it does, which it writes for the emulator channel.
beforeEach(() => {
  for (const level of ["log", "info", "warn"] as const) vi.spyOn(console, level).mockReturnValue(undefined);
});

beforeAll(async () => {
  served = await serveV3ProfileBot();
  const { body } = await api.call("POST", "/api/bots", { body: { name: "From 2017", endpoint: served.endpoint, generation: "v3" } });
  bot = { id: body.bot.id, storageKey: body.keys.storageKey };
  expect((await api.call("PATCH", `/api/bots/${bot.id}`, { body: { deletionOpensCase: true } })).body.deletionOpensCase).toBe(true);
});

afterAll(() => served.stop());

async function ask(method: string, path: string) {
  const answer = await fetch(`${turnscope.address}/v3/botstate/emulator/${path}`, {
    method,
    headers: { authorization: `Bearer ${bot.storageKey}` },
  });
  return { status: answer.status, body: await answer.json() };
}

/** Tells a real bot of the v3 SDK who they are. */
async function tellProfile(name: string) {
  const { address, user } = await api.start({ botId: bot.id });
  const say = async (text: string) => (await api.call("POST", `${address}/activities`, { body: { text } })).body;
  for (const text of ["hi", name, "42"]) await say(text);
  const found = await api.call("POST", "/api/people/search", { body: { query: user.id, match: "exact" } });
  const [{ personId }] = found.body.people;
  const cases = async () => (await api.call("GET", `/api/privacy/requests?personId=${personId}`)).body.cases;
  return { user, personId, say, cases };
}

test("the bot asks the person's name again, and their case goes on to a receipt", { timeout: 60_000 }, async () => {
  const { user, say, cases } = await tellProfile("Robin");
  expect(await cases()).toEqual([]);
  const { status, body } = await ask("DELETE", `users/${user.id}`);
  expect([status, body.length]).toEqual([200, 2]);
  expect((await say("hi again")).replies[0].text).toBe("What is your name?");
  const [{ number, state }] = await cases();
  expect(state).toBe("received");
  const { version } = (await api.call("GET", `/api/privacy/requests/${number}`)).body;
  const at = `/api/privacy/requests/${number}`;
  expect((await api.call("POST", `${at}/identity`, { body: { noDoubt: "Came to the counter", version } })).status).toBe(200);
  const { planHash } = (await api.call("POST", `${at}/plan`)).body;
  expect((await api.call("POST", `${at}/approve`, { body: { planHash } })).status).toBe(200);
  expect((await api.call("POST", `${at}/run`, { body: { planHash, confirm: number } })).status).toBeLessThan(300);
  await vi.waitFor(async () => expect((await api.call("GET", `${at}/receipt`)).status).toBe(200), { timeout: 30_000, interval: 200 });
});

test("the export with somebody restricted on it is refused in the service's own words", async () => {
  const { user, personId } = await tellProfile("Swift");
  expect((await ask("GET", "exportBotStateData")).status).toBe(200);
  const { status } = await api.call("POST", `/api/privacy/people/${personId}/restrict`, { body: { kind: "restriction", reason: "asked" } });
  expect(status).toBeLessThan(300);
  const refused = { status: 423, body: { error: { code: "BadArgument", message: expect.not.stringContaining(user.id) } } };
  expect(await ask("GET", "exportBotStateData")).toEqual(refused);
  expect(await ask("DELETE", `users/${user.id}`)).toEqual(refused);
});
