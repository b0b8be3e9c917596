import { type ConversationReference, ConversationState, TurnContext, UserState } from "botbuilder";
import { afterEach, describe, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serveAgentsApp, serveV4Bot } from "@/lib/bots/testing";
import { db, sql } from "@/lib/db";
import { TurnscopeStorage } from "@/lib/storage-client";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();
const served: ServedBot[] = [];

afterEach(async () => {
  for (const bot of served.splice(0)) await bot.stop();
});

/** A bot gets its key when it is added, and is added when its address is known: it is told the key by its storage. */
async function addBot(generation: "v4" | "agents", serve: (storage: TurnscopeStorage) => Promise<ServedBot>) {
  let keyed: TurnscopeStorage | null = null;
  const storage = {
    read: (keys: string[]) => keyed?.read(keys),
    write: (changes: unknown) => keyed?.write(changes),
    delete: (keys: string[]) => keyed?.delete(keys),
  } as TurnscopeStorage;
  const bot = await serve(storage);
  served.push(bot);
  const { body } = await api.call("POST", "/api/bots", { body: { name: "Keeps it here", endpoint: bot.endpoint, generation } });
  keyed = new TurnscopeStorage({ url: turnscope.address, key: body.keys.storageKey });
  return (await api.start({ botId: body.bot.id })).address;
}

/** Keeps where to reach people, as bots do that speak to them later; answers whether that is where it is asked now. */
function serveRemembering(storage: TurnscopeStorage): Promise<ServedBot> {
  const user = new UserState(storage);
  const kept = user.createProperty<Partial<ConversationReference> | undefined>("reference");
  return serveV4Bot(async (context) => {
    if (context.activity.type !== "message") return;
    const before = await kept.get(context);
    serviceUrls.add(context.activity.serviceUrl);
    await context.sendActivity(before === undefined ? "unknown" : String(before.serviceUrl === context.activity.serviceUrl));
    await kept.set(context, { ...TurnContext.getConversationReference(context.activity), activityId: undefined });
    await user.saveChanges(context);
  });
}
const serviceUrls = new Set<string>();

async function say(address: string, text: string) {
  const { body } = await api.call("POST", `${address}/activities`, { body: { text } });
  expect([body.turn.outcome, body.turn.error]).toEqual(["completed", null]);
  return { text: body.replies.at(-1).text as string, number: body.turn.number as number };
}

function serveCounter(storage: TurnscopeStorage): Promise<ServedBot> {
  const [user, conversation] = [new UserState(storage), new ConversationState(storage)];
  const [yours, here] = [user.createProperty<number>("count"), conversation.createProperty<number>("count")];
  return serveV4Bot(async (context) => {
    if (context.activity.type !== "message") return;
    await yours.set(context, (await yours.get(context, 0)) + 1);
    await here.set(context, (await here.get(context, 0)) + 1);
    await context.sendActivity(`${await yours.get(context)} of yours, ${await here.get(context)} here`);
    await Promise.all([user.saveChanges(context), conversation.saveChanges(context)]);
  });
}

describe.each([
  ["v4", serveCounter],
  ["agents", serveAgentsApp],
] as const)("a bot (%s) elsewhere that keeps its state here", (generation, serve) => {
  test("has its state in the panels, uses what a person edits, and each turn has its changes and calls", async () => {
    const address = await addBot(generation, serve as (storage: TurnscopeStorage) => Promise<ServedBot>);
    expect((await say(address, "one")).text).toBe("1 of yours, 1 here");
    const { user, conversation } = (await api.call("GET", `${address}/state`)).body;
    expect([user.data, conversation.data]).toEqual([{ count: 1 }, { count: 1 }]);
    await api.call("PUT", `${address}/state/user`, { body: { data: { count: 41 } }, headers: { "if-match": "*" } });
    const { text, number } = await say(address, "two");
    expect(text).toBe("42 of yours, 2 here");
    const { changes, record } = (await api.call("GET", `${address}/turns/${number}`)).body;
    expect(changes).toEqual([
      { scope: "user", path: "/count", kind: "changed", before: 41, after: 42 },
      { scope: "conversation", path: "/count", kind: "changed", before: 1, after: 2 },
    ]);
    expect(new Set(record.operations.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(["read", "write"]));
    const traced = (await api.call("GET", `${address}/state/user/provenance?path=/count`)).body;
    expect(JSON.stringify(traced)).toContain(`"turn":${number}`);
  });

  test("is reset by hand like any other", async () => {
    const address = await addBot(generation, serve as (storage: TurnscopeStorage) => Promise<ServedBot>);
    await say(address, "one");
    await api.call("DELETE", `${address}/state/conversation`, { headers: { "if-match": "*" } });
    expect((await say(address, "two")).text).toBe("2 of yours, 1 here");
  });
});

test("the address that is a bot's own is in the references it keeps, and in nothing that people are shown", async () => {
  const address = await addBot("v4", serveRemembering);
  expect((await say(address, "one")).text).toBe("unknown");
  const { number, text } = await say(address, "two");
  expect(text).toBe("true");
  const { data } = (await api.call("GET", `${address}/state`)).body.user;
  expect(data.reference.serviceUrl).toBe(`${turnscope.address}/service/…`);
  await api.call("PUT", `${address}/state/user`, { body: { data }, headers: { "if-match": "*" } });
  expect((await say(address, "three")).text).toBe("true");
  const [serviceUrl = ""] = serviceUrls;
  const token = new URL(serviceUrl).pathname.split("/")[2] ?? "";
  expect(token.length).toBeGreaterThan(32);
  const shown = [
    "/state",
    `/turns/${number}`,
    "/bundle",
    "/transcript",
    "/history",
    "/protocol-log",
    "/state/user/provenance?path=/reference",
  ];
  for (const place of shown) {
    const answer = await api.call("GET", `${address}${place}`);
    expect([place, answer.status, answer.text.includes(token)]).toEqual([place, 200, false]);
  }
  const rows = await (await db()).query(sql`SELECT json FROM property_value`);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("storage calls are in the protocol log of the conversation that they are about, without the key", async () => {
  const address = await addBot("v4", serveCounter);
  await say(address, "one");
  const { exchanges } = (await api.call("GET", `${address}/protocol-log?direction=in`)).body;
  const calls = exchanges.filter(({ url }: { url: string }) => url.startsWith("/api/storage/"));
  expect(calls.map(({ url, status, party }: Record<string, unknown>) => `${party} ${url} ${status}`)).toEqual([
    "bot /api/storage/read 200",
    "bot /api/storage/read 200",
    "bot /api/storage/write 200",
    "bot /api/storage/write 200",
  ]);
  expect(new Set(calls.map(({ request }: { request: { headers: Record<string, string> } }) => request.headers.authorization))).toEqual(
    new Set(["Bearer (left out)"]),
  );
});
