import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { newConversationId, newUserId } from "@/lib/model";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();
let botId = "";
let storageKey = "";
let otherKey = "";

async function addBot(id: string): Promise<string> {
  const { status, body, text } = await api.call("POST", "/api/bots", {
    body: { id, name: id, endpoint: "http://127.0.0.1:9/api/messages", generation: "v3" },
  });
  if (status !== 201) throw new Error(text);
  return body.keys.storageKey;
}

beforeAll(async () => {
  botId = "old-bot";
  storageKey = await addBot(botId);
  otherKey = await addBot("other-bot");
});

type Place = { channelId?: string; conversationId?: string; userId?: string };

function pathOf({ channelId = "emulator", conversationId, userId }: Place): string {
  const parts = [conversationId === undefined ? [] : ["conversations", conversationId], userId === undefined ? [] : ["users", userId]];
  return ["", "v3", "botstate", channelId, ...parts.flat()].map(encodeURIComponent).join("/");
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely
async function ask(method: string, path: string, body?: unknown, key = storageKey): Promise<{ status: number; body: any }> {
  const headers = { ...(key && { authorization: `Bearer ${key}` }), ...(body !== undefined && { "content-type": "application/json" }) };
  const answer = await fetch(turnscope.address + path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

const places: [string, () => Place][] = [
  ["userData", () => ({ userId: newUserId() })],
  ["conversationData", () => ({ conversationId: newConversationId() })],
  ["privateConversationData", () => ({ conversationId: newConversationId(), userId: newUserId() })],
];

describe.each(places)("%s", (_, newPlace) => {
  test("that was never saved is null with the tag *", async () => {
    expect(await ask("GET", pathOf(newPlace()))).toEqual({ status: 200, body: { data: null, eTag: "*" } });
  });

  test("comes back as it was saved, with the tag that the saving was answered with", async () => {
    const path = pathOf(newPlace());
    const saved = await ask("POST", path, { data: { name: "Ann", list: [1, null] }, eTag: "*" });
    expect(saved).toEqual({ status: 200, body: { data: { name: "Ann", list: [1, null] }, eTag: expect.stringMatching(/^.{2,}$/) } });
    expect(await ask("GET", path)).toEqual(saved);
  });

  test("is overwritten with the tag * and without one, replaced with its own, and kept from any other", async () => {
    const path = pathOf(newPlace());
    const { eTag: stale } = (await ask("POST", path, { data: { n: 1 } })).body;
    expect((await ask("POST", path, { data: { n: 2 }, eTag: "*" })).status).toBe(200);
    const { eTag } = (await ask("POST", path, { data: { n: 3 } })).body;
    const refused = await ask("POST", path, { data: { n: 9 }, eTag: stale });
    expect(refused).toEqual({
      status: 412,
      body: { error: { code: "BadArgument", message: expect.stringContaining("The data is changed") } },
    });
    expect((await ask("GET", path)).body).toEqual({ data: { n: 3 }, eTag });
    const replaced = await ask("POST", path, { data: { n: 4 }, eTag });
    expect(replaced.status).toBe(200);
    expect(replaced.body.eTag).not.toBe(eTag);
  });

  test("of which nothing is saved takes no tag but *", async () => {
    expect((await ask("POST", pathOf(newPlace()), { data: { n: 1 }, eTag: "made up" })).status).toBe(412);
    expect((await ask("POST", pathOf(newPlace()), { data: { n: 1 }, eTag: "*" })).status).toBe(200);
  });

  test.each([[null], [undefined], [false], [0], [""]])("is deleted by the data %j", async (data) => {
    const path = pathOf(newPlace());
    const { eTag } = (await ask("POST", path, { data: { n: 1 } })).body;
    expect((await ask("POST", path, { data, eTag: "stale" })).status).toBe(412);
    expect(await ask("POST", path, { data, eTag })).toEqual({ status: 200, body: { data: null, eTag: "*" } });
    expect(await ask("GET", path)).toEqual({ status: 200, body: { data: null, eTag: "*" } });
  });

  test("of another bot is another record", async () => {
    const path = pathOf(newPlace());
    await ask("POST", path, { data: { of: "old-bot" } });
    expect((await ask("GET", path, undefined, otherKey)).body.data).toBeNull();
    await ask("POST", path, { data: { of: "other-bot" } }, otherKey);
    expect((await ask("GET", path)).body.data).toEqual({ of: "old-bot" });
  });

  test("is refused to somebody who is no bot", async () => {
    const path = pathOf(newPlace());
    expect((await ask("GET", path, undefined, "no-key-of-ours")).status).toBe(401);
    expect((await ask("POST", path, { data: { n: 1 } }, "")).status).toBe(401);
  });

  test("gzipped is given back gzipped", async () => {
    const path = pathOf(newPlace());
    const data = gzipSync(JSON.stringify({ name: "Ann" })).toString("base64");
    expect((await ask("POST", path, { data, eTag: "*" })).body.data).toBe(data);
    const { body } = await ask("GET", path);
    expect(JSON.parse(gunzipSync(Buffer.from(body.data, "base64")).toString("utf8"))).toEqual({ name: "Ann" });
    await ask("POST", path, { data: { name: "Bo" }, eTag: "*" });
    expect((await ask("GET", path)).body.data).toEqual({ name: "Bo" });
  });

  test("may have any ids and hold any JSON", { timeout: 30_000 }, async () => {
    // "." and ".." are steps of an address, also percent-encoded; conversations are kept from looking like people's.
    const anyId = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((id) => !/^\.{1,2}$|\p{Cs}/u.test(id));
    const hostile = fc.oneof(anyId, fc.constantFrom("__proto__", "constructor", "a/b", "users/x", "%2F", "a b+c", "?q=1#h", "🙂", "'; --"));
    const anyData = fc.jsonValue({ maxDepth: 3 }).filter(Boolean);
    await fc.assert(
      fc.asyncProperty(hostile, hostile, anyData, async (conversationId, userId, data) => {
        const place = newPlace();
        const path = pathOf({
          ...(place.conversationId && { conversationId: `${place.conversationId}${conversationId}`.replaceAll("users", "") }),
          ...(place.userId && { userId: place.userId + userId }),
        });
        const wanted: unknown = JSON.parse(JSON.stringify(data));
        expect((await ask("POST", path, { data, eTag: "*" })).status).toBe(200);
        expect((await ask("GET", path)).body.data).toEqual(wanted);
      }),
      { numRuns: 25 },
    );
  });

  test("larger than the limit is refused as MessageSizeTooBig, and what was there stays", async () => {
    const path = pathOf(newPlace());
    await ask("POST", path, { data: { text: "x".repeat(32_768 - 11) } });
    const refused = await ask("POST", path, { data: { text: "x".repeat(32_768 - 10) }, eTag: "*" });
    expect(refused).toEqual({ status: 400, body: { error: { code: "MessageSizeTooBig", message: expect.stringContaining("32769") } } });
    expect((await ask("GET", path)).body.data.text).toHaveLength(32_768 - 11);
  });
});

test("deleting a person's state removes their user data and all their private data, not conversation data, and nothing of others", async () => {
  const [userId, other, one, two] = [newUserId(), newUserId(), newConversationId(), newConversationId()];
  const gone: Place[] = [{ userId }, { userId, conversationId: one }, { userId, conversationId: two }];
  const kept: Place[] = [
    { conversationId: one },
    { userId: other },
    { userId: other, conversationId: one },
    { userId, channelId: "skype" },
  ];
  for (const place of [...gone, ...kept]) await ask("POST", pathOf(place), { data: { n: 1 } });
  const { status, body } = await ask("DELETE", pathOf({ userId }));
  expect([status, body.length]).toEqual([200, 3]);
  for (const place of gone) expect((await ask("GET", pathOf(place))).body).toEqual({ data: null, eTag: "*" });
  for (const place of kept) expect((await ask("GET", pathOf(place))).body.data).toEqual({ n: 1 });
});

test("the export holds every record of the channel once, in pages", async () => {
  const channelId = `channel-${newUserId()}`;
  const users = Array.from({ length: 101 }, newUserId);
  for (const userId of users) await ask("POST", pathOf({ channelId, userId }), { data: { name: userId } });
  const conversationId = newConversationId();
  await ask("POST", pathOf({ channelId, conversationId }), { data: { topic: "tea" } });
  const first = (await ask("GET", `/v3/botstate/${channelId}/exportBotStateData`)).body;
  const second = (await ask("GET", `/v3/botstate/${channelId}/exportBotStateData?continuationToken=${first.continuationToken}`)).body;
  expect([first.botStateData.length, second.botStateData.length, second.continuationToken]).toEqual([100, 2, ""]);
  const all = [...first.botStateData, ...second.botStateData];
  expect(all.map(({ userId }) => userId).sort()).toEqual(["*", ...users].sort());
  expect(all).toContainEqual({
    conversationId,
    userId: "*",
    data: '{"topic":"tea"}',
    lastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  });
  expect(all).toContainEqual(expect.objectContaining({ conversationId: "*", userId: users[0], data: JSON.stringify({ name: users[0] }) }));
});

test("an address that is not percent-encoded right names nothing", async () => {
  expect((await ask("GET", "/v3/botstate/emulator/users/%E0%A4%A")).status).toBe(404);
});

test("what a bot stores outside turns is shown with its person and its conversation", async () => {
  const { conversationId, address, user } = await api.start({ botId });
  await ask("POST", pathOf({ userId: user.id }), { data: { name: "Ann" } });
  await ask("POST", pathOf({ conversationId }), { data: { topic: "tea" } });
  await ask("POST", pathOf({ conversationId, userId: user.id }), { data: { cups: 2 } });
  const { body } = await api.call("GET", `${address}/state`);
  expect([body.user.data, body.conversation.data, body.private.data]).toEqual([{ name: "Ann" }, { topic: "tea" }, { cups: 2 }]);
});

test("what a person edits is what the bot gets, in the form in which it saved", async () => {
  const { address, user } = await api.start({ botId });
  const path = pathOf({ userId: user.id });
  await ask("POST", path, { data: gzipSync('{"name":"Ann"}').toString("base64"), eTag: "*" });
  const put = await api.call("PUT", `${address}/state/user`, { body: { data: { name: "Bo" } }, headers: { "if-match": "*" } });
  expect(put.status).toBe(200);
  const { body } = await ask("GET", path);
  expect(JSON.parse(gunzipSync(Buffer.from(body.data, "base64")).toString("utf8"))).toEqual({ name: "Bo" });
});
