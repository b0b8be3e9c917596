import { expect, test } from "vitest";
import { findBotByKey } from "@/lib/conversations";
import { db, sql } from "@/lib/db";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const endpoint = "http://127.0.0.1:3978/api/messages";
const add = (facts: Record<string, unknown> = {}) => api.call("POST", "/api/bots", { body: { name: "Weather", endpoint, ...facts } });

test("a bot is added by its endpoint, with an id made of its name, and listed with where it is", async () => {
  const { status, body } = await add({ name: "Wetter & Klima!" });
  expect(status).toBe(201);
  expect(body.bot).toMatchObject({ id: "wetter-klima", host: "remote", status: "ready", overwritePolicy: "sdk" });
  expect(body.bot.remote).toEqual({
    endpoint,
    generation: "auto",
    seenGeneration: null,
    keyStyle: "state-class",
    channelId: "emulator",
    deliveryMode: "normal",
    appId: null,
    hasPassword: false,
    tenantId: null,
    timeoutMs: 15_000,
  });
  expect((await api.call("GET", "/api/bots")).body).toContainEqual(body.bot);
  expect((await api.call("GET", "/api/bots/wetter-klima")).body).toEqual(body.bot);
});

test("two bots of one name have different ids; an id that is taken is refused", async () => {
  const ids = [(await add({ name: "Twin" })).body.bot.id, (await add({ name: "Twin" })).body.bot.id];
  expect(ids).toEqual(["twin", "twin-2"]);
  expect((await add({ id: "twin" })).body).toMatchObject({ status: 409, code: "bot_exists" });
  expect((await add({ id: "obedient" })).body.code).toBe("bot_exists");
});

test("its keys find it until there are new ones", async () => {
  const { keys, bot } = (await add({ name: "Keyed" })).body;
  expect(await findBotByKey("storage", keys.storageKey)).toBe(bot.id);
  expect(await findBotByKey("direct-line", keys.directLineSecret)).toBe(bot.id);
  expect(await findBotByKey("storage", keys.directLineSecret)).toBeNull();
  const renewed = await api.call("POST", `/api/bots/${bot.id}/keys`);
  expect(renewed.status).toBe(201);
  expect(await findBotByKey("storage", keys.storageKey)).toBeNull();
  expect(await findBotByKey("storage", renewed.body.storageKey)).toBe(bot.id);
  expect((await api.call("POST", "/api/bots/obedient/keys")).status).toBe(201);
  expect((await api.call("POST", "/api/bots/nobody/keys")).body.code).toBe("bot_not_found");
});

test("a password is never answered and not readable in the database", async () => {
  const password = "a secret nobody may see";
  const { text, body } = await add({ name: "Secretive", appId: "app-1", appPassword: password });
  expect(body.bot.remote).toMatchObject({ appId: "app-1", hasPassword: true });
  const rows = await (await db()).query(sql`SELECT * FROM remote_bot`);
  for (const seen of [text, (await api.call("GET", "/api/bots")).text, JSON.stringify(rows)]) expect(seen).not.toContain(password);
  const changed = await api.call("PATCH", `/api/bots/${body.bot.id}`, { body: { appPassword: null } });
  expect(changed.body.remote.hasPassword).toBe(false);
});

test("how a bot is run and where it is are changed together; what is left out stays", async () => {
  const { bot } = (await add({ name: "Moving", timeoutMs: 2000 })).body;
  const wanted = { overlapTurns: true, endpoint: "https://elsewhere.example/api/messages", generation: "v3" };
  const { body } = await api.call("PATCH", `/api/bots/${bot.id}`, { body: wanted });
  expect(body).toMatchObject({ overlapTurns: true, greeting: "emulator" });
  expect(body.remote).toMatchObject({ endpoint: wanted.endpoint, generation: "v3", keyStyle: "plain", timeoutMs: 2000 });
  expect((await api.call("GET", `/api/bots/${bot.id}`)).body).toEqual(body);
});

test("a bot in this process has no address to change, and cannot be removed", async () => {
  expect((await api.call("PATCH", "/api/bots/obedient", { body: { endpoint } })).body).toMatchObject({
    status: 409,
    code: "bot_not_remote",
  });
  expect((await api.call("DELETE", "/api/bots/obedient")).body).toMatchObject({ status: 409, code: "bot_not_remote" });
  expect((await api.call("DELETE", "/api/bots/nobody")).body).toMatchObject({ status: 404, code: "bot_not_found" });
});

test.each(["ftp://127.0.0.1/", "http://ann:secret@127.0.0.1/", "not an address", ""])("the endpoint %j is refused", async (wrong) => {
  expect((await add({ endpoint: wrong })).body).toMatchObject({ status: 422, code: "invalid_request" });
});

test("a deleted bot's conversations can be read, not continued; its keys are nobody's and its id is not given away", async () => {
  const { bot, keys } = (await add({ name: "Leaving" })).body;
  const { address } = await api.start({ botId: bot.id });
  expect((await api.call("DELETE", `/api/bots/${bot.id}`)).body.removed).toEqual(bot);
  for (const page of ["", "/activities", "/turns", "/state"]) expect((await api.call("GET", `${address}${page}`)).status).toBe(200);
  expect((await api.call("POST", `${address}/activities`, { body: { text: "hi" } })).body).toMatchObject({
    status: 404,
    code: "bot_not_found",
  });
  expect(await findBotByKey("storage", keys.storageKey)).toBeNull();
  expect((await add({ name: "Leaving" })).body.bot.id).toBe("leaving-2");
});
