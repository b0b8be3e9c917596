import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { renewBotKeys } from "@/lib/conversations";
import { limitRate } from "./_lib/rate-limits";
import { ConnectionStatus, openDirectLineJs } from "./_lib/testing/direct-line-js";
import { testServiceServer } from "./_lib/testing/service-server";

const server = testServiceServer();
const minuteMs = 60_000;

afterEach(() => void vi.restoreAllMocks());

/** The clock of this process, which is the server's too, jumps; nothing sleeps. */
function jump(ms: number): void {
  const realNow = Date.now;
  vi.spyOn(Date, "now").mockImplementation(() => realNow() + ms);
}

async function generate(user?: { id: string; name?: string }, more: object = {}) {
  const { body } = await server.ask("POST", "/tokens/generate", { credential: await server.secret("greeter"), body: { user, ...more } });
  return body as { conversationId: string; token: string; expires_in: number };
}

/** A started conversation and who may use it. */
async function start(user?: { id: string; name?: string }) {
  const { token, conversationId } = await generate(user);
  const { status } = await server.ask("POST", "/conversations", { credential: token });
  expect(status).toBe(201);
  return { token, path: `/conversations/${conversationId}`, conversationId };
}

const textsOf = (body: { activities: { text?: string; type: string }[] }) => body.activities.flatMap(({ text }) => (text ? [text] : []));

async function say(place: { token: string; path: string }, activity: object) {
  return server.ask("POST", `${place.path}/activities`, { credential: place.token, body: { type: "message", ...activity } });
}

async function readAll(place: { token: string; path: string }, watermark = "") {
  const { status, body } = await server.ask("GET", `${place.path}/activities?watermark=${encodeURIComponent(watermark)}`, {
    credential: place.token,
  });
  expect(status).toBe(200);
  return body;
}

describe("DirectLineJS that polls", () => {
  test("is greeted, says something, and is answered", async () => {
    const client = openDirectLineJs({ domain: server.domain, secret: await server.secret("greeter"), webSocket: false });
    const id = await client.say("hello");
    await client.until(() => client.texts().includes("you said hello"));
    expect(client.texts()).toEqual(["welcome ann", "hello", "you said hello"]);
    const [, echo, reply] = client.activities;
    expect(echo).toMatchObject({ id, from: { id: "ann" } });
    expect((reply as { replyToId?: string }).replyToId).toBe(id);
  });

  test("loses nothing while the bot takes long, and an error of the bot does not end its polling", async () => {
    let open: () => void = () => {};
    Object.assign(globalThis, { [Symbol.for("turnscope-test.gate")]: new Promise<void>((resolve) => (open = resolve)) });
    const client = openDirectLineJs({ domain: server.domain, secret: await server.secret("greeter"), webSocket: false });
    expect(await client.say("throw")).toBe("retry");
    const waiting = client.say("wait");
    await client.until(() => client.texts().includes("wait"));
    open();
    await waiting;
    await client.until(() => client.texts().includes("you said wait"));
    expect(client.texts()).toEqual(["welcome ann", "throw", "wait", "you said wait"]);
  });

  test("learns that its token has expired, and goes on from where it was with a new one", async () => {
    const { token } = await generate();
    const client = openDirectLineJs({ domain: server.domain, token, webSocket: false });
    await client.say("one");
    await client.until(() => client.texts().includes("you said one"));
    const fresh = await server.ask("POST", "/tokens/refresh", { credential: token });
    jump(31 * minuteMs);
    await client.untilStatus(ConnectionStatus.ExpiredToken);
    vi.restoreAllMocks();
    client.line.reconnect({ conversationId: client.conversationId, token: fresh.body.token });
    await client.say("two");
    await client.until(() => client.texts().includes("you said two"));
    // DirectLineJS goes on with a poller for each status it went through, which may give the same activity to it twice.
    expect([...new Set(client.texts())]).toEqual(["welcome ann", "one", "you said one", "two", "you said two"]);
  });

  test("is told that there is no such conversation", async () => {
    const secret = await server.secret("greeter");
    const client = openDirectLineJs({ domain: server.domain, secret, conversationId: "c-nowhere", webSocket: false });
    await client.untilStatus(ConnectionStatus.FailedToConnect);
  });
});

describe("tokens", () => {
  test("are generated for half an hour without asking the bot", async () => {
    const given = await generate({ id: "dl_ann" });
    expect(given).toEqual({ conversationId: expect.stringMatching(/^[\w-]+$/), token: expect.any(String), expires_in: 1800 });
    const missing = await server.ask("GET", `/conversations/${given.conversationId}`, { credential: given.token });
    expect(missing.status).toBe(404);
  });

  test("a user id of a token must begin with dl_", async () => {
    const refused = await server.ask("POST", "/tokens/generate", {
      credential: await server.secret("greeter"),
      body: { user: { id: "ann" } },
    });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "BadArgument", message: expect.stringContaining("dl_") } } });
  });

  test("serve half an hour, not longer, and are refreshed only while they serve", async () => {
    const place = await start();
    jump(29 * minuteMs);
    const { status, body } = await server.ask("POST", "/tokens/refresh", { credential: place.token });
    expect({ status, conversationId: body.conversationId }).toEqual({ status: 200, conversationId: place.conversationId });
    vi.restoreAllMocks();
    jump(31 * minuteMs);
    for (const [method, path] of [
      ["POST", "/tokens/refresh"],
      ["GET", place.path],
      ["GET", `${place.path}/activities`],
    ] as const) {
      expect(await server.ask(method, path, { credential: place.token })).toMatchObject({
        status: 403,
        body: { error: { code: "TokenExpired" } },
      });
    }
    expect((await server.ask("GET", place.path, { credential: body.token })).status).toBe(200);
  });

  test("a secret is not refreshed", async () => {
    const { status } = await server.ask("POST", "/tokens/refresh", { credential: await server.secret("greeter") });
    expect(status).toBe(403);
  });

  test("for pages of one origin are refused from another", async () => {
    const { token } = await generate(undefined, { trustedOrigins: ["https://ours.example"] });
    const from = (origin: string) => server.ask("POST", "/conversations", { credential: token, headers: { origin } });
    expect((await from("https://evil.example")).status).toBe(403);
    expect((await from("https://ours.example")).status).toBe(201);
  });
});

describe("who may do what", () => {
  test.each([
    ["nothing", undefined],
    ["an empty bearer", "Bearer "],
    ["something else", "Bearer abc.def.ghi"],
    ["another scheme", "Basic YTpi"],
  ])("%s is refused with 401, in the protocol's body", async (_, authorization) => {
    for (const [method, path] of [
      ["POST", "/tokens/generate"],
      ["POST", "/conversations"],
      ["GET", "/conversations/c-1/activities"],
    ]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const answer = await server.ask(method ?? "", path ?? "", { headers });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: "BadArgument", message: expect.any(String) } } });
      expect(Object.keys(answer.body)).toEqual(["error"]);
    }
  });

  test("a token serves its own conversation only", async () => {
    const [mine, other] = [await start(), await start()];
    const stolen = { token: mine.token, path: other.path };
    expect((await say(stolen, { text: "hi", from: { id: "eve" } })).status).toBe(403);
    for (const path of [other.path, `${other.path}/activities`]) {
      expect((await server.ask("GET", path, { credential: mine.token })).status).toBe(403);
    }
  });

  test("a bot's secret does not find another bot's conversation", async () => {
    const { path } = await start();
    const credential = await server.secret("apologetic");
    expect((await server.ask("GET", `${path}/activities`, { credential })).status).toBe(404);
    expect((await say({ token: credential, path }, { text: "hi", from: { id: "eve" } })).status).toBe(404);
  });

  test("a new secret ends the old one", async () => {
    const [{ directLineSecret: old }, { directLineSecret: current }] = [
      await renewBotKeys("trip-planner"),
      await renewBotKeys("trip-planner"),
    ];
    expect((await server.ask("POST", "/tokens/generate", { credential: old })).status).toBe(401);
    expect((await server.ask("POST", "/tokens/generate", { credential: current })).status).toBe(200);
  });

  test("whose token names a person speaks as that person, whatever it says", async () => {
    const place = await start({ id: "dl_ann", name: "Ann" });
    await say(place, { text: "it is me, Bo", from: { id: "bo" } });
    const { activities } = await readAll(place);
    expect(activities.find(({ text }: { text?: string }) => text === "it is me, Bo").from).toEqual({
      id: "dl_ann",
      name: "Ann",
      role: "user",
    });
  });

  test.each([
    ["nobody", undefined],
    ["a reserved id", { id: "dl_ann" }],
    ["the bot", { id: "greeter" }],
  ])("whose token names nobody may not speak as %s", async (_, from) => {
    expect((await say(await start(), { text: "hi", from })).status).toBe(400);
  });

  test("nor as the channel", async () => {
    const place = await start();
    expect((await say(place, { text: "hi", from: { id: place.conversationId } })).status).toBe(400);
  });

  test("a start may not claim a reserved id", async () => {
    const { status } = await server.ask("POST", "/conversations", {
      credential: await server.secret("greeter"),
      body: { user: { id: "dl_eve" } },
    });
    expect(status).toBe(400);
  });
});

describe("a conversation", () => {
  test("is started once by its token, and the second start finds it", async () => {
    const { token, conversationId } = await generate();
    const started = await Promise.all([1, 2].map(() => server.ask("POST", "/conversations", { credential: token, body: { user: {} } })));
    expect(started.map(({ status }) => status).sort()).toEqual([200, 201]);
    for (const { body } of started) {
      expect(body).toMatchObject({ conversationId, expires_in: 1800, token: expect.any(String) });
      expect(body.streamUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/c-\w+\/stream\?watermark=&t=/);
    }
  });

  test("is a new one at every start with the secret", async () => {
    const credential = await server.secret("greeter");
    const ids = new Set<string>();
    for (let count = 0; count < 3; count++) ids.add((await server.ask("POST", "/conversations", { credential })).body.conversationId);
    expect(ids.size).toBe(3);
  });

  test("is given again with a stream that begins at the watermark", async () => {
    const { path, token } = await start();
    const { status, body } = await server.ask("GET", `${path}?watermark=3`, { credential: token });
    expect(status).toBe(200);
    expect(new URL(body.streamUrl).searchParams.get("watermark")).toBe("3");
  });

  test("that is not there is 404", async () => {
    const credential = await server.secret("greeter");
    for (const path of ["/conversations/c-nowhere", "/conversations/c-nowhere/activities"]) {
      expect((await server.ask("GET", path, { credential })).status).toBe(404);
    }
  });
});

describe("activities", () => {
  test("two readers each get everything, in order, whatever the other has read", async () => {
    const place = await start({ id: "dl_ann" });
    const [slow, quick]: [string[], string[]] = [[], []];
    let watermark = "";
    for (let number = 0; number < 5; number++) {
      await say(place, { text: `say ${number}` });
      const page = await readAll(place, watermark);
      quick.push(...textsOf(page));
      watermark = page.watermark;
    }
    slow.push(...textsOf(await readAll(place)));
    expect(slow).toEqual(["welcome dl_ann", ...[0, 1, 2, 3, 4].flatMap((number) => [`say ${number}`, `you said say ${number}`])]);
    expect(quick).toEqual(slow);
  });

  test("an old watermark gives exactly what came since, as often as it is asked", async () => {
    const place = await start({ id: "dl_ann" });
    await say(place, { text: "one" });
    const { watermark } = await readAll(place);
    await say(place, { text: "two" });
    for (let time = 0; time < 2; time++) expect(textsOf(await readAll(place, watermark))).toEqual(["two", "you said two"]);
  });

  test.each(["-1", "1.5", "1e3", " 1", "01", "abc", "%00", "9".repeat(40), "999999", "null", "undefined"])(
    "the watermark %j, which is none of ours, starts at the beginning and is never an error",
    async (watermark) => {
      const place = await start({ id: "dl_ann" });
      await say(place, { text: "one" });
      expect(textsOf(await readAll(place, watermark))).toEqual(["welcome dl_ann", "one", "you said one"]);
    },
  );

  test("no watermark is an error, or answers something else than the end of the log", async () => {
    const place = await start({ id: "dl_ann" });
    await say(place, { text: "one" });
    const { watermark } = await readAll(place);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.nat().map(String)), async (text) => {
        expect((await readAll(place, text)).watermark).toBe(watermark);
      }),
      { numRuns: 50 },
    );
  });

  test("a repeated post is one activity with one id", async () => {
    const place = await start({ id: "dl_ann" });
    const posted = { text: "once", channelData: { clientActivityID: "client-1" } };
    const answers = await Promise.all([1, 2, 3].map(() => say(place, posted)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(textsOf(await readAll(place))).toEqual(["welcome dl_ann", "once", "you said once"]);
  });

  test("a bot that fails is 502, and one that handled its error is not", async () => {
    const failing = await say(await start(), { text: "throw", from: { id: "ann" } });
    expect(failing).toMatchObject({ status: 502, body: { error: { code: "BotRejectedActivity", message: expect.any(String) } } });
    const credential = await server.secret("apologetic");
    const { body } = await server.ask("POST", "/conversations", { credential });
    const handled = await say({ token: credential, path: `/conversations/${body.conversationId}` }, { text: "throw", from: { id: "ann" } });
    expect(handled).toMatchObject({ status: 200, body: { id: expect.any(String) } });
  });

  test("what is for the inspector and the channel does not reach clients; events do", async () => {
    const place = await start({ id: "dl_ann" });
    for (const text of ["inspect", "debug", "event"]) await say(place, { text });
    const { activities } = await readAll(place);
    expect(activities.filter(({ type }: { type: string }) => type !== "message")).toMatchObject([{ type: "event", name: "sunrise" }]);
  });

  test("a typing is over after five seconds", async () => {
    const place = await start({ id: "dl_ann" });
    await say(place, { text: "type" });
    const typesNow = async () => (await readAll(place)).activities.map(({ type }: { type: string }) => type);
    expect(await typesNow()).toContain("typing");
    jump(6_000);
    expect(await typesNow()).not.toContain("typing");
  });

  test.each([
    ["no JSON", "{", 400, "BadSyntax"],
    ["no activity", "[]", 400, "BadArgument"],
    ["a type that is none", '{"type": 1}', 400, "BadArgument"],
  ])("%s is refused in the protocol's words", async (_, text, status, code) => {
    const place = await start();
    const answer = await server.ask("POST", `${place.path}/activities`, { credential: place.token, text });
    expect(answer).toMatchObject({ status, body: { error: { code } } });
  });
});

describe("pages of another origin", () => {
  const headers = { origin: "https://elsewhere.example" };

  test("may ask, with every header that DirectLineJS sends", async () => {
    const wanted = ["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"];
    const preflight = await server.ask("OPTIONS", "/conversations/c-1/activities", {
      headers: { ...headers, "access-control-request-method": "POST", "access-control-request-headers": wanted.join(",") },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    for (const name of wanted) expect(preflight.headers.get("access-control-allow-headers")).toContain(name);
    for (const method of ["GET", "POST", "PUT", "DELETE"]) expect(preflight.headers.get("access-control-allow-methods")).toContain(method);
  });

  test("may read every answer, refusals too", async () => {
    const credential = await server.secret("greeter");
    const [started, refused] = [
      await server.ask("POST", "/conversations", { credential, headers }),
      await server.ask("POST", "/conversations", { headers }),
    ];
    expect([started.status, refused.status]).toEqual([201, 401]);
    for (const answer of [started, refused]) expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("are named where DirectLineJS sends credentials", async () => {
    const answer = await server.ask("GET", "/session/getsessionid", { credential: await server.secret("greeter"), headers });
    expect(answer).toMatchObject({ status: 200, body: { sessionId: expect.stringMatching(/^[\w-]{20,}$/) } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(headers.origin);
    expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
  });

  test.each(["/v3/directline/../conversations", "/v3/directline/%2e%2E/conversations", "/v3/directline/.%2e\\conversations"])(
    "do not get out of Direct Line by %s",
    async (path) => {
      const { hostname, port } = new URL(server.origin);
      // fetch would resolve the path itself.
      const asked = request({ hostname, port, path, method: "POST", headers }).end();
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      expect(answer.statusCode).toBe(403);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      answer.resume();
    },
  );
});

test("the session id stays while the credential does", async () => {
  const credential = await server.secret("greeter");
  const ask = async (token: string) => (await server.ask("GET", "/session/getsessionid", { credential: token })).body.sessionId;
  expect(await ask(credential)).toBe(await ask(credential));
  expect(await ask(credential)).not.toBe(await ask((await generate()).token));
});

test("who asks without end is told when to come back, and others are not held up", async () => {
  const credential = await server.secret("state-management");
  // As if it had asked that often: over HTTP a machine that is busy may not come so far within the ten seconds that are looked at.
  await Promise.allSettled(Array.from({ length: 1_000 }, () => limitRate("start", "state-management")));
  const refused = await server.ask("POST", "/tokens/generate", { credential });
  expect(refused).toMatchObject({ status: 429, body: { error: { code: "BadArgument" } } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await generate()).token).toBeDefined();
});
