import { describe, expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();
const start = (body: unknown) => api.call("POST", "/api/conversations", { body });

test("a bot's id is enough to start", async () => {
  const { status, body, headers } = await start({ botId: "obedient" });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    conversationId: expect.stringMatching(/^c-/),
    botId: "obedient",
    user: { id: expect.any(String), name: expect.any(String) },
  });
  expect(headers.get("location")).toBe(body.url);
  const got = await api.call("GET", `/api/conversations/${body.conversationId}`);
  expect(got.body).toMatchObject({ conversationId: body.conversationId, botId: "obedient", members: [body.user] });
});

test("a conversation starts with chosen ids and state", async () => {
  const state = { user: { name: "Ada" }, conversation: { topic: 1 }, private: { budget: null } };
  const { conversationId, address, user } = await api.start({ conversationId: "chosen", user: { id: "ada", name: "Ada L." }, state });
  expect([conversationId, user]).toEqual(["chosen", { id: "ada", name: "Ada L." }]);
  const { body } = await api.call("GET", `${address}/state?userId=ada`);
  expect([body.user.data, body.conversation.data, body.private.data]).toEqual([state.user, state.conversation, state.private]);
});

test("the samples can be started, and greet", async () => {
  const { body: bots } = await api.call("GET", "/api/bots");
  for (const { id, status } of bots) {
    const started = await start({ botId: id });
    expect([id, started.status]).toEqual([id, status === "ready" ? 201 : 503]);
  }
});

test("an id that is taken is refused, and the conversation there stays as it is", async () => {
  const { address } = await api.start({ conversationId: "taken", state: { user: { a: 1 } } });
  const { status, body } = await start({ botId: "obedient", conversationId: "taken", state: { user: { a: 2 } } });
  expect([status, body.code]).toEqual([409, "conversation_exists"]);
  expect((await api.call("GET", `${address}/state/user`)).body.data).toEqual({ a: 1 });
});

test("of many that want one id at the same time, one gets it", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => start({ botId: "obedient", conversationId: "race" })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
});

test("a start that cannot be finished leaves nothing behind", async () => {
  const state = { user: { a: "x".repeat(5 * 1024 * 1024) } };
  const { status, body } = await start({ botId: "obedient", conversationId: "too-much", state });
  expect([status, body.code]).toEqual([413, "item_too_large"]);
  expect((await api.call("GET", "/api/conversations/too-much")).status).toBe(404);
});

test("start state may hold a property named __proto__", async () => {
  const text = '{"botId":"obedient","conversationId":"proto","state":{"user":{"__proto__":{"a":1}}}}';
  expect((await api.call("POST", "/api/conversations", { text })).status).toBe(201);
  expect((await api.call("GET", "/api/conversations/proto/state/user")).text).toContain('{"__proto__":{"a":1}}');
});

describe("a wrong start is told what is wrong", () => {
  test.each<[string, unknown, number, string, string]>([
    ["no bot", {}, 422, "invalid_request", "/botId"],
    ["an unknown bot", { botId: "nobody" }, 404, "bot_not_found", ""],
    ["a bot named like an object's member", { botId: "__proto__" }, 404, "bot_not_found", ""],
    ["a bot that did not load", { botId: "broken" }, 503, "bot_failed_to_load", ""],
    ["a number for a bot", { botId: 7 }, 422, "invalid_request", "/botId"],
    ["an empty id", { botId: "obedient", conversationId: "" }, 422, "invalid_request", "/conversationId"],
    ["an id of too many bytes", { botId: "obedient", conversationId: "日".repeat(434) }, 422, "invalid_request", "/conversationId"],
    ["a very long id", { botId: "obedient", conversationId: "x".repeat(451) }, 422, "invalid_request", "/conversationId"],
    ["an id no URL can hold", { botId: "obedient", conversationId: ".." }, 422, "invalid_request", "/conversationId"],
    ["half a character", { botId: "obedient", conversationId: "\ud800" }, 422, "invalid_request", "/conversationId"],
    ["half a character in a person's id", { botId: "obedient", user: { id: "a\udc00" } }, 422, "invalid_request", "/user/id"],
    ["a person without an id", { botId: "obedient", user: { name: "Ada" } }, 422, "invalid_request", "/user/id"],
    ["a person with something else", { botId: "obedient", user: { id: "a", "x/y": 1 } }, 422, "invalid_request", "/user/x~1y"],
    ["state that is a list", { botId: "obedient", state: { user: [] } }, 422, "invalid_request", "/state/user"],
    ["dialog state", { botId: "obedient", state: { dialog: {} } }, 422, "invalid_request", "/state/dialog"],
    ["the bot as the person", { botId: "obedient", user: { id: "obedient" } }, 422, "invalid_request", ""],
  ])("%s", async (_, request, status, code, path) => {
    const answer = await start(request);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.path ?? ""]).toEqual([status, code, path]);
  });
});

// Ids are percent-encoded once, and mean what they decode to once.
const hostileIds = [
  "a/b",
  "/",
  "%2F",
  "%252F",
  "a%",
  "../x",
  "a/../b",
  "a?b#c",
  "a b+c",
  "\\",
  "[conversationId]",
  "{x}",
  "*",
  "-",
  "__proto__",
  "constructor",
  "é",
  "e\u0301",
  "😀",
  "\u0000",
  "a\u0000b",
  "\n",
  "\u2028",
  "\u202e",
  "';DROP TABLE conversation;--",
  "<script>alert(1)</script>",
  "a".repeat(450),
  "日".repeat(433),
  "/users/",
  "x/users/y/",
  "null",
  "undefined",
  "0",
  "state",
  "activities",
  ".hidden",
  "...",
  "con:",
  "a&b=c",
  '"',
  "`",
];

describe.each(hostileIds)("the id %j", (id) => {
  test("names a conversation and a person", async () => {
    const userId = `u${id.slice(0, 449)}`;
    const { address, conversationId, user } = await api.start({
      conversationId: id,
      user: { id: userId },
      state: { user: { mine: 1 }, private: { ours: 1 } },
    });
    expect([conversationId, user.id]).toEqual([id, userId]);
    const posted = await api.call("POST", `${address}/activities`, { body: { text: "hi", from: { id: userId } } });
    expect([posted.status, posted.body.turn.outcome, posted.body.replies[0].text]).toEqual([200, "completed", "you said hi"]);
    expect((await api.call("GET", address)).body).toMatchObject({ conversationId: id, members: [{ id: userId }], turnCount: 2 });
    const { body } = await api.call("GET", `${address}/state?userId=${encodeURIComponent(userId)}`);
    expect([body.user.data, body.private.data]).toEqual([{ mine: 1 }, { ours: 1 }]);
    expect((await api.call("GET", `${address}/turns/2`)).body.activity.from.id).toBe(userId);
    expect((await api.call("GET", `${address}/state/user?userId=someone%20else`)).body.data).toBeNull();
  });

  test("is a bot nobody knows", async () => {
    const { status } = await start({ botId: id });
    expect([404, 422]).toContain(status);
  });
});

describe("the list", () => {
  test("shows the newest first and pages without gaps or repeats", async () => {
    const ids = Array.from({ length: 105 }, (_, n) => `page-${n}`);
    await Promise.all(ids.map((conversationId) => api.start({ conversationId, botId: "state-management" })));
    const seen: { conversationId: string; lastActivityAt: string }[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body } = await api.call(
        "GET",
        `/api/conversations?botId=state-management${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
      );
      seen.push(...body.conversations);
      cursor = body.cursor;
    }
    const paged = seen.map(({ conversationId }) => conversationId).filter((id) => id.startsWith("page-"));
    expect(paged.sort()).toEqual(ids.sort());
    const times = seen.map(({ lastActivityAt }) => lastActivityAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  test("of an unknown bot is empty", async () => {
    expect((await api.call("GET", "/api/conversations?botId=nobody")).body).toEqual({ conversations: [], cursor: null });
  });

  test.each(["x", "W10", "%00", "bnVsbA", "__proto__"])("the cursor %s was not made by us", async (cursor) => {
    const { status, body } = await api.call("GET", `/api/conversations?cursor=${cursor}`);
    expect([status, body.code]).toEqual([400, "invalid_cursor"]);
  });
});

test.each(["nobody", "%00%00", "hasOwnProperty", "no%2Fbody", "%F0%9F%91%BB", "x".repeat(5000)])(
  "the conversation %.20s does not exist",
  async (id) => {
    for (const rest of ["", "/activities", "/history", "/state", "/turns", "/turns/1"]) {
      const { status, body } = await api.call("GET", `/api/conversations/${id}${rest}`);
      expect([status, body.code]).toEqual([404, "conversation_not_found"]);
    }
  },
);
