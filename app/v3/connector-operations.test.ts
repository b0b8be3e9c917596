import { beforeEach, describe, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { serve } from "@/lib/bots/testing";
import { remoteBot } from "./_lib/testing/remote-bot";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();

/** Takes every activity, and keeps the address that it is told to reply to. */
function silentBot() {
  const heard = { serviceUrl: "" };
  const bot = remoteBot(api, () =>
    serve((_request, response, body) => {
      heard.serviceUrl = JSON.parse(body).serviceUrl;
      response.end();
    }),
  );
  const ask = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const answer = await fetch(`${heard.serviceUrl}/v3${path}`, { method, ...sent });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  };
  return { bot, ask };
}

const { bot, ask } = silentBot();
const { bot: stranger, ask: askAsStranger } = silentBot();
let place = { conversationId: "", address: "", userId: "" };

beforeEach(async () => {
  await stranger.open();
  place = await bot.open({ user: { id: "ann", name: "Ann" } });
});

const transcript = async () => (await api.call("GET", `${place.address}/activities`)).body.activities;
const path = (rest: string) => `/conversations/${place.conversationId}${rest}`;
const ann = { id: "ann", name: "Ann", role: "user" };
const self = () => ({ id: bot.id, name: "Remote", role: "bot" });

test("what a bot says of its own accord belongs to no turn; a reply belongs to the turn of what it replies to, also when it is late", async () => {
  const said = (await api.call("POST", `${place.address}/activities`, { body: { text: "hi" } })).body;
  const [, hi] = await transcript();
  const late = await ask("POST", path(`/activities/${hi.id}`), { type: "message", text: "late" });
  const unasked = await ask("POST", path("/activities"), { type: "message", text: "unasked" });
  expect([late.status, unasked.status]).toEqual([200, 200]);
  const { activities } = (await api.call("GET", `${place.address}/history`)).body;
  expect(activities.slice(-2)).toMatchObject([
    { turn: said.turn.number, activity: { id: late.body.id, text: "late", replyToId: hi.id, recipient: { id: "ann" } } },
    { turn: null, activity: { id: unasked.body.id, text: "unasked" } },
  ]);
});

test("an activity is updated and deleted under its own id only", async () => {
  const { id } = (await ask("POST", path("/activities"), { type: "message", text: "first" })).body;
  expect(await ask("PUT", path(`/activities/${id}`), { type: "message", id, text: "second" })).toEqual({ status: 200, body: { id } });
  expect((await transcript()).at(-1)).toMatchObject({ id, text: "second" });
  expect(await ask("PUT", path(`/activities/${id}`), { type: "message", id: "other" })).toMatchObject({
    status: 400,
    body: { error: { code: "BadArgument" } },
  });
  expect((await ask("DELETE", path(`/activities/${id}`))).status).toBe(200);
  expect((await transcript()).at(-1)).toMatchObject({ id, type: "messageDelete" });
  expect((await ask("DELETE", path("/activities/nothing"))).status).toBe(404);
  expect((await ask("PUT", path("/activities/nothing"), { type: "message" })).status).toBe(404);
});

test("the history of another channel is appended with those who said it, and asks nobody", async () => {
  const activities = [
    { type: "message", text: "may I?", from: { id: "ann", name: "Ann", role: "user" } },
    { type: "message", text: "of course", from: { id: "some-bot", role: "bot" } },
  ];
  const { status, body } = await ask("POST", path("/activities/history"), { activities });
  const told = (await transcript()).slice(-2);
  expect([status, body.id]).toEqual([200, told[1].id]);
  expect(told).toMatchObject([
    { text: "may I?", from: ann, recipient: self() },
    { text: "of course", from: self(), recipient: ann },
  ]);
  expect((await api.call("GET", `${place.address}/turns`)).body.turns).toHaveLength(1);
});

test("the members are the people and the bot: all, one, in pages, and of an activity", async () => {
  expect(await ask("GET", path("/members"))).toEqual({ status: 200, body: [ann, self()] });
  expect((await ask("GET", path("/members/ann"))).body).toEqual(ann);
  expect((await ask("GET", path("/members/nobody"))).status).toBe(404);
  const first = (await ask("GET", path("/pagedmembers?pageSize=1&continuationToken="))).body;
  expect(first).toEqual({ members: [ann], continuationToken: "1" });
  expect((await ask("GET", path(`/pagedmembers?pageSize=1&continuationToken=${first.continuationToken}`))).body).toEqual({
    members: [self()],
  });
  const [joined] = await transcript();
  expect((await ask("GET", path(`/activities/${joined.id}/members`))).body).toEqual([ann, self()]);
  expect((await ask("GET", path("/activities/nothing/members"))).status).toBe(404);
});

test("a person who is removed is a member no more, until they speak again, and the bot is told", async () => {
  expect((await ask("DELETE", path("/members/ann"))).status).toBe(200);
  expect((await transcript()).at(-1)).toMatchObject({
    type: "conversationUpdate",
    from: { id: "ann" },
    membersAdded: [],
    membersRemoved: [{ id: "ann", name: "Ann" }],
  });
  expect((await api.call("GET", `${place.address}/turns/2`)).body.outcome).toMatch(/running|completed/);
  expect((await ask("GET", path("/members"))).body).toEqual([self()]);
  expect((await ask("DELETE", path("/members/ann"))).status).toBe(404);
  expect((await api.call("GET", place.address)).body.members).toEqual([{ id: "ann", name: "Ann", leftAt: expect.any(String) }]);
  await api.call("POST", `${place.address}/activities`, { body: { text: "back", from: { id: "ann", name: "Ann" } } });
  expect((await api.call("GET", place.address)).body.members).toEqual([{ id: "ann", name: "Ann" }]);
});

test("a bot opens a conversation with people of its choice, says something there and finds it among its own", async () => {
  const members = [{ id: "bo", name: "Bo" }, { id: "cy" }];
  const { status, body } = await ask("POST", "/conversations", {
    bot: self(),
    isGroup: true,
    members,
    activity: { type: "message", text: "join me" },
  });
  expect(status).toBe(201);
  const address = `/api/conversations/${body.id}`;
  expect((await api.call("GET", address)).body).toMatchObject({
    botId: bot.id,
    members: [
      { id: "bo", name: "Bo" },
      { id: "cy", name: "cy" },
    ],
  });
  expect((await api.call("GET", `${address}/activities`)).body.activities).toMatchObject([{ id: body.activityId, text: "join me" }]);
  const { conversations } = (await ask("GET", "/conversations?continuationToken=")).body;
  expect(conversations[0]).toEqual({
    id: body.id,
    members: [{ id: "bo", name: "Bo", role: "user" }, { id: "cy", name: "cy", role: "user" }, self()],
  });
  expect(conversations.map(({ id }: { id: string }) => id)).toContain(place.conversationId);
  expect((await ask("POST", "/conversations", { bot: self(), members: [] })).status).toBe(400);
});

test("a file of the bot is kept and served, with its thumbnail, without ever running", async () => {
  const [original, thumbnail] = [Buffer.from("<script>alert(1)</script>"), Buffer.from("small")];
  const file = {
    type: "text/html",
    name: "page.html",
    originalBase64: original.toString("base64"),
    thumbnailBase64: thumbnail.toString("base64"),
  };
  const { status, body } = await ask("POST", path("/attachments"), file);
  expect(status).toBe(201);
  expect((await ask("GET", `/attachments/${body.id}`)).body).toMatchObject({
    name: "page.html",
    views: [{ viewId: "original", size: 25 }, { viewId: "thumbnail" }],
  });
  const view = await fetch(`${turnscope.address}/v3/attachments/${body.id}/views/original`);
  expect([await view.text(), view.headers.get("content-disposition")]).toEqual([
    original.toString(),
    expect.stringContaining("attachment"),
  ]);
  expect(view.headers.get("content-type")).not.toContain("html");
  expect((await ask("POST", path("/attachments"), { name: "nothing" })).status).toBe(400);
  expect((await askAsStranger("POST", path("/attachments"), file)).status).toBe(404);
});

describe("one bot never reaches another's conversations", () => {
  test.each([
    ["POST", "/activities", { type: "message", text: "spoof" }],
    ["POST", "/activities/history", { activities: [{ type: "message", text: "spoof" }] }],
    ["GET", "/members", undefined],
    ["DELETE", "/members/ann", undefined],
    ["GET", "/pagedmembers", undefined],
  ])("%s %s", async (method, rest, body) => {
    const before = await transcript();
    expect((await askAsStranger(method, path(rest), body)).status).toBe(404);
    expect(await transcript()).toEqual(before);
    expect((await ask("GET", path("/members"))).body).toEqual([ann, self()]);
  });

  test("nor its activities, nor its list", async () => {
    const { id } = (await ask("POST", path("/activities"), { type: "message", text: "mine" })).body;
    expect((await askAsStranger("PUT", path(`/activities/${id}`), { type: "message", text: "spoof" })).status).toBe(404);
    expect((await askAsStranger("DELETE", path(`/activities/${id}`))).status).toBe(404);
    expect((await transcript()).at(-1).text).toBe("mine");
    expect(JSON.stringify((await askAsStranger("GET", "/conversations")).body)).not.toContain(place.conversationId);
  });

  test("an address that was made up is nobody's", async () => {
    const guessed = `${turnscope.address}/service/${bot.id}.${"A".repeat(32)}/v3${path("/members")}`;
    expect((await fetch(guessed)).status).toBe(403);
  });
});

test.each([
  ["no JSON", "application/json", "{", 400, "BadSyntax"],
  ["another type", "text/plain", "{}", 415, "BadArgument"],
  ["invalid UTF-8", "application/json", new Uint8Array([0x22, 0xff, 0x22]), 400, "BadSyntax"],
  ["no activity", "application/json", '{"type": 7}', 400, "BadArgument"],
  ["a list", "application/json", "[]", 400, "BadArgument"],
])("%s is refused and nothing is kept", async (_, type, sent, status, code) => {
  const before = await transcript();
  const answer = await fetch(`${turnscope.address}/v3${path("/activities")}`, {
    method: "POST",
    headers: { "content-type": type },
    body: sent,
  });
  expect([answer.status, (await answer.json()).error.code]).toEqual([status, code]);
  expect(await transcript()).toEqual(before);
});
