import { describe, expect, test } from "vitest";
import { testApi, turnTimeoutMs } from "./_lib/testing/test-api";

const api = testApi();
const say = (address: string, body: unknown) => api.call("POST", `${address}/activities`, { body });

test("a text is answered when its turn has ended, with replies and changes", async () => {
  const { address } = await api.start({ botId: "state-management" });
  expect((await say(address, { text: "hi" })).body.replies[0].text).toBe("What is your name?");
  const { status, body } = await say(address, { text: "Ada" });
  expect(status).toBe(200);
  expect(body.turn).toEqual({ number: 3, outcome: "completed", durationMs: expect.any(Number), error: null });
  expect(body.replies.map((reply: { text: string }) => reply.text)).toEqual(["Thanks Ada. To see conversation data, type anything."]);
  expect(body.changes).toContainEqual({ scope: "user", path: "/userProfile/name", kind: "added", after: "Ada" });
  expect(body.changes).toContainEqual({
    scope: "conversation",
    path: "/conversationData/promptedForUserName",
    kind: "changed",
    before: true,
    after: false,
  });
});

test("an edit is what the next turn finds", async () => {
  const { address } = await api.start({ botId: "state-management", state: { user: { userProfile: { name: "Ada" } } } });
  await api.call("PATCH", `${address}/state/user`, {
    body: [{ op: "replace", path: "/userProfile/name", value: "Grace" }],
    headers: { "if-match": "*" },
  });
  expect((await say(address, { text: "hello" })).body.replies[0].text).toBe("Grace sent: hello");
});

test("who speaks is who `from` names, and joins", async () => {
  const { address } = await api.start({ user: { id: "ada", name: "Ada" } });
  await say(address, { text: "hi", from: { id: "bob", name: "Bob" } });
  expect((await api.call("GET", address)).body.members).toEqual([
    { id: "ada", name: "Ada" },
    { id: "bob", name: "Bob" },
  ]);
});

describe("a turn that ends badly is still told", () => {
  test("a bot that throws has failed, with its error", async () => {
    const { address } = await api.start();
    const { status, body } = await say(address, { text: "throw" });
    expect([status, body.turn.outcome]).toEqual([200, "failed"]);
    expect(body.turn.error).toMatchObject({
      name: "RangeError",
      message: "told to throw",
      stack: expect.stringContaining("test-bots.mjs"),
    });
  });

  test("a bot that hangs has timed out, and the next turn runs", async () => {
    const { address } = await api.start();
    const { status, body } = await say(address, { text: "hang" });
    expect([status, body.turn.outcome]).toEqual([200, "timed_out"]);
    expect(body.turn.durationMs).toBeGreaterThanOrEqual(turnTimeoutMs - 5);
    expect((await say(address, { text: "hi" })).body.turn.outcome).toBe("completed");
  });
});

test("turns of one conversation run one after another", async () => {
  const { address } = await api.start();
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => say(address, { text: `${n}` })));
  expect(answers.map(({ body }) => body.turn.number)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(answers.map(({ body }) => body.replies[0].text)).toEqual(Array.from({ length: 10 }, (_, n) => `you said ${n}`));
});

test("a post that is repeated with its clientActivityID is not heard twice", async () => {
  const { address } = await api.start();
  const post = { text: "once", channelData: { clientActivityID: "abc" } };
  const first = await say(address, post);
  const second = await say(address, post);
  expect(second.body.turn.number).toBe(first.body.turn.number);
  expect(second.body.replies).toEqual(first.body.replies);
  expect((await api.call("GET", address)).body.turnCount).toBe(2);
});

test("unknown members are kept", async () => {
  const { address } = await api.start();
  await say(address, { text: "x", inputHint: "none", channelData: { "py/object": "y" }, from: { id: "ada", aadObjectId: "1" } });
  const { body } = await api.call("GET", `${address}/turns/2`);
  expect(body.activity).toMatchObject({ inputHint: "none", channelData: { "py/object": "y" }, from: { id: "ada", aadObjectId: "1" } });
});

describe("the transcript", () => {
  test("is read from watermark to watermark without gaps or repeats", async () => {
    const { address } = await api.start();
    for (const text of ["a", "b"]) await say(address, { text });
    const all = await api.call("GET", `${address}/activities`);
    const texts = (answer: { body: { activities: { text?: string }[] } }) => answer.body.activities.map(({ text }) => text);
    expect(texts(all)).toEqual([undefined, "a", "you said a", "b", "you said b"]);
    await say(address, { text: "c" });
    expect(texts(await api.call("GET", `${address}/activities?watermark=${all.body.watermark}`))).toEqual(["c", "you said c"]);
    expect(texts(await api.call("GET", `${address}/activities?watermark=1`))[0]).toBe("a");
  });

  test("at its end gives nothing, and the same watermark", async () => {
    const { address } = await api.start();
    const { watermark } = (await api.call("GET", `${address}/activities`)).body;
    expect((await api.call("GET", `${address}/activities?watermark=${watermark}`)).body).toEqual({ activities: [], watermark });
  });

  test("is read backwards with places and turns", async () => {
    const { address } = await api.start();
    for (const text of ["a", "b"]) await say(address, { text });
    const { body } = await api.call("GET", `${address}/history?limit=2`);
    expect(body.activities.map((entry: { position: number; turn: number }) => [entry.position, entry.turn])).toEqual([
      [3, 3],
      [4, 3],
    ]);
    const earlier = await api.call("GET", `${address}/history?before=3&limit=2`);
    expect(earlier.body.activities.map((entry: { activity: { text: string } }) => entry.activity.text)).toEqual(["a", "you said a"]);
  });

  test.each([
    "activities?watermark=x",
    "activities?watermark=-1",
    "activities?watermark=1.5",
    "activities?watermark=1e3",
    "activities?watermark=",
    "activities?watermark=99999999999999999999",
    "history?before=x",
    "history?limit=0",
    "history?limit=501",
    "turns?before=0",
    "turns?before=x",
    "turns?limit=-1",
  ])("%s is refused", async (rest) => {
    const { address } = await api.start();
    expect((await api.call("GET", `${address}/${rest}`)).status).toBe(422);
  });
});

describe("a wrong activity is told what is wrong", () => {
  test.each<[string, unknown, number, string]>([
    ["a list", [], 422, ""],
    ["a text", "hi", 422, ""],
    ["a text that is a number", { text: 7 }, 422, "/text"],
    ["an empty type", { type: "" }, 422, "/type"],
    ["someone without an id", { text: "x", from: {} }, 422, "/from/id"],
    ["half a character", { text: "x", from: { id: "\ud83d" } }, 422, "/from/id"],
    ["eleven attachments", { attachments: Array.from({ length: 11 }, () => ({ contentType: "text/plain" })) }, 422, "/attachments"],
    ["an attachment without a type", { attachments: [{ name: "x" }] }, 422, "/attachments/0/contentType"],
    ["an attachment over 4 MiB", { attachments: [attachmentOf(4 * 1024 * 1024 + 1)] }, 413, "/attachments/0"],
    ["the bot itself", { text: "x", from: { id: "obedient" } }, 422, ""],
  ])("%s", async (_, body, status, path) => {
    const { address } = await api.start();
    const answer = await say(address, body);
    expect([answer.status, answer.body.errors?.[0]?.path ?? ""]).toEqual([status, path]);
    expect((await api.call("GET", address)).body.turnCount).toBe(1);
  });

  test("one that nests too deep", async () => {
    const { address } = await api.start();
    const text = `{"value":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect((await api.call("POST", `${address}/activities`, { text })).status).toBe(422);
  });

  test("one that is larger than ten attachments can be", async () => {
    const { address } = await api.start();
    const text = JSON.stringify({ text: "x".repeat(56 * 1024 * 1024) });
    expect((await api.call("POST", `${address}/activities`, { text })).body.code).toBe("body_too_large");
  });
});

test("ten attachments of 4 MiB pass", async () => {
  const { address } = await api.start();
  const { status } = await say(address, { attachments: Array.from({ length: 10 }, () => attachmentOf(4 * 1024 * 1024)) });
  expect(status).toBe(200);
}, 30_000);

describe("turns", () => {
  test("are listed with the writes by hand between them", async () => {
    const { address } = await api.start();
    await say(address, { text: "a" });
    await api.call("PUT", `${address}/state/user`, { body: { data: { x: 1 } }, headers: { "if-match": "*", "x-turnscope-by": "Ada" } });
    await say(address, { text: "b" });
    const { body } = await api.call("GET", `${address}/turns`);
    expect(body.turns.map((turn: { number: number; sentence: string }) => [turn.number, turn.sentence])).toEqual([
      [1, "joined the conversation"],
      [2, "a"],
      [3, "b"],
    ]);
    expect(body.writes).toMatchObject([{ kind: "edit", by: "Ada", afterTurn: 2, counts: { user: { added: 1, changed: 0, removed: 0 } } }]);
    expect(body.cursor).toBeNull();
  });

  test("are paged from the newest back", async () => {
    const { address } = await api.start();
    for (const text of ["a", "b", "c"]) await say(address, { text });
    const newest = (await api.call("GET", `${address}/turns?limit=2`)).body;
    expect(newest.turns.map((turn: { number: number }) => turn.number)).toEqual([3, 4]);
    const rest = (await api.call("GET", `${address}/turns?limit=2&before=${newest.cursor}`)).body;
    expect([rest.turns.map((turn: { number: number }) => turn.number), rest.cursor]).toEqual([[1, 2], null]);
  });

  test("are shown one by one, as their post was answered", async () => {
    const { address } = await api.start({ botId: "state-management" });
    const { body: posted } = await say(address, { text: "hi" });
    const { body: turn } = await api.call("GET", `${address}/turns/2`);
    expect(turn).toMatchObject({ ...posted.turn, replies: posted.replies, activity: { text: "hi" } });
    expect(turn.changes).toHaveLength(posted.changes.length);
    expect(turn.changes).toEqual(expect.arrayContaining(posted.changes));
  });

  test.each(["3", "0", "-1", "x", "1.5", "99999999999", "1%2F2", "%00", "01x"])("%s is no turn", async (number) => {
    const { address } = await api.start();
    await say(address, { text: "a" });
    const { status, body } = await api.call("GET", `${address}/turns/${number}`);
    expect([status, body.code]).toEqual([404, "turn_not_found"]);
  });
});

function attachmentOf(bytes: number) {
  return {
    contentType: "application/octet-stream",
    contentUrl: `data:application/octet-stream;base64,${Buffer.alloc(bytes).toString("base64")}`,
  };
}
