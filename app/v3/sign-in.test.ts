import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import {
  type ServedBot,
  serveAgentsSignInBot,
  serveOldV4SignInBot,
  serveV3SignInBot,
  serveV4SignInBot,
  signInBotsModule,
} from "@/lib/bots/testing";
import { flushProtocolLog } from "@/lib/channels";
import { db, sql } from "@/lib/db";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
const turnscope = servedTurnscope();
process.env.TURNSCOPE_BOTS = signInBotsModule;

type Talk = { conversationId: string; address: string; userId: string; botId: string; say(text: string): Promise<Reply[]> };
type Reply = { type: string; text?: string; attachments?: { content: { buttons: { type: string; value?: string }[] } }[] };
type Generation = "in process" | "v4" | "v4 before" | "agents" | "v3";

const served: ServedBot[] = [];

// v3 bots write a log of what they do for the emulator channel.
beforeEach(() => {
  for (const level of ["log", "info", "warn"] as const) vi.spyOn(console, level).mockReturnValue(undefined);
});
afterEach(() => vi.restoreAllMocks());

beforeAll(() => {
  process.env.TOKEN_SERVICE_ENDPOINT = turnscope.address;
});
afterAll(async () => {
  delete process.env.TOKEN_SERVICE_ENDPOINT;
  for (const bot of served) await bot.stop();
  await flushProtocolLog();
});

const servers: Record<Exclude<Generation, "in process">, () => Promise<ServedBot>> = {
  v4: () => serveV4SignInBot(turnscope.address),
  "v4 before": serveOldV4SignInBot,
  agents: serveAgentsSignInBot,
  v3: () => serveV3SignInBot(turnscope.address),
};

async function addBot(generation: Generation): Promise<string> {
  if (generation === "in process") return "signs-in";
  const bot = await servers[generation]();
  served.push(bot);
  const { body } = await api.call("POST", "/api/bots", { body: { name: `Signs in ${generation}`, endpoint: bot.endpoint } });
  return body.bot.id;
}

async function open(botId: string, userId: string): Promise<Talk> {
  const { conversationId, address } = await api.start({ botId, user: { id: userId, name: `Name of ${userId}` } });
  const say = async (text: string): Promise<Reply[]> => {
    const { status, body, text: raw } = await api.call("POST", `${address}/activities`, { body: { text } });
    expect([status, body.turn?.error], raw).toEqual([200, null]);
    return body.replies;
  };
  return { conversationId, address, userId, botId, say };
}

const linkIn = (replies: readonly Reply[]): string => {
  const link = replies.flatMap(({ attachments = [] }) => attachments).at(0)?.content.buttons[0]?.value;
  if (link === undefined) throw new Error(`No sign-in link in ${JSON.stringify(replies)}`);
  return link;
};
const signInAddress = (link: string): string => `/api/sign-ins/${new URL(link).pathname.split("/").at(-1)}`;
const textsOf = (replies: readonly Reply[]): string[] => replies.flatMap(({ type, text }) => (type === "message" && text ? [text] : []));

/** What the bot says in the turn in which it is told. */
async function repliesOf({ address }: Talk, turn: number): Promise<Reply[]> {
  const read = async () => (await api.call("GET", `${address}/turns/${turn}`)).body;
  await vi.waitFor(async () => expect((await read()).outcome).toBe("completed"));
  return (await read()).replies;
}

describe.each<Generation>(["in process", "v4", "v4 before"])("a bot (%s) with an OAuth prompt", (generation) => {
  let botId = "";
  beforeAll(async () => {
    botId = await addBot(generation);
  });

  test("is told of the sign-in at once and goes on; it finds the token next time, until the person signs out", async () => {
    const talk = await open(botId, "ann");
    const link = linkIn(await talk.say("hi"));
    expect((await api.call("GET", signInAddress(link))).body).toMatchObject({
      connectionName: "github",
      person: { id: "ann", name: "Name of ann" },
      conversationId: talk.conversationId,
      isSignedIn: false,
      delivery: "event",
    });
    const { body } = await api.call("POST", signInAddress(link), { body: {} });
    expect(body.code).toBeNull();
    expect(textsOf(await repliesOf(talk, body.turn))).toEqual(["Hello, Name of ann."]);
    expect(textsOf(await talk.say("hi again"))).toEqual(["Hello, Name of ann."]);
    expect(textsOf(await talk.say("sign out"))).toEqual(["Signed out."]);
    expect(linkIn(await talk.say("hi once more"))).toContain("/sign-in/");
  });

  test("takes a code once, and another person's sign-in is not theirs", async () => {
    const [ann, bob] = [await open(botId, "ann-with-code"), await open(botId, "bob-with-code")];
    const link = linkIn(await ann.say("hi"));
    linkIn(await bob.say("hi"));
    const { body } = await api.call("POST", signInAddress(link), { body: { delivery: "code" } });
    expect([body.turn, body.code]).toEqual([null, expect.stringMatching(/^\d{6}$/)]);
    expect((await api.call("GET", signInAddress(link))).body.isSignedIn).toBe(false);
    expect(textsOf(await bob.say(body.code))).toEqual([]);
    expect(textsOf(await ann.say(body.code))).toEqual(["Hello, Name of ann-with-code."]);
    expect((await api.call("GET", signInAddress(link))).body.isSignedIn).toBe(true);
  });

  test("gets the very token that was given, which is in no log, transcript or row that can be read", async () => {
    const talk = await open(botId, "secretive");
    const link = linkIn(await talk.say("hi"));
    const { body } = await api.call("POST", signInAddress(link), { body: { token: "very-secret-token" } });
    expect(textsOf(await repliesOf(talk, body.turn))).toEqual(["Hello, somebody with a token."]);
    await talk.say("hi again");
    await flushProtocolLog();
    const told = (await api.call("GET", `${talk.address}/activities`)).body.activities.find(
      ({ name }: { name?: string }) => name === "tokens/response",
    );
    expect(told.value).toEqual({ channelId: "emulator", connectionName: "github", token: "(left out)" });
    for (const place of ["activities", "protocol-log", "transcript", "bundle", `turns/${body.turn}`]) {
      const { status, text } = await api.call("GET", `${talk.address}/${place}`);
      expect([place, status, text.includes("very-secret-token")]).toEqual([place, 200, false]);
    }
    expect(JSON.stringify(await (await db()).query(sql`SELECT * FROM user_token`))).not.toContain("very-secret-token");
  });
});

test("a bot of the Agents SDK, which takes no event, gets its code", async () => {
  const talk = await open(await addBot("agents"), "ann");
  const link = linkIn(await talk.say("hi"));
  expect((await api.call("GET", signInAddress(link))).body.delivery).toBe("code");
  const { body } = await api.call("POST", signInAddress(link), { body: { delivery: "code" } });
  await talk.say(body.code);
  // The SDK goes on with what the person had said before.
  const { activities } = (await api.call("GET", `${talk.address}/activities`)).body;
  expect(textsOf(activities).at(-1)).toBe("Hello, Name of ann.");
  expect(textsOf(await talk.say("hi again"))).toEqual(["Hello, Name of ann."]);
});

test("a v3 bot gets a link for its sign-in card, and the token for the code", async () => {
  const talk = await open(await addBot("v3"), "ann");
  const link = linkIn(await talk.say("hi"));
  const { body } = await api.call("POST", signInAddress(link), { body: { delivery: "code" } });
  expect(textsOf(await talk.say(body.code))).toEqual(["Hello, Name of ann."]);
  expect(textsOf(await talk.say("sign out"))).toEqual(["Signed out."]);
  expect(linkIn(await talk.say("hi"))).toContain("/sign-in/");
});

test("who is signed in where is listed without tokens, and a person can be signed out by hand", async () => {
  const botId = await addBot("v4");
  const talk = await open(botId, "listed");
  const link = linkIn(await talk.say("hi"));
  await repliesOf(talk, (await api.call("POST", signInAddress(link), { body: {} })).body.turn);
  const { body } = await api.call("GET", `/api/bots/${botId}/signed-in`);
  expect(body.signedIn).toEqual([
    {
      userId: "listed",
      name: "Name of listed",
      channelId: "emulator",
      connectionName: "github",
      signedInAt: expect.any(String),
      awaitsCode: false,
    },
  ]);
  const left = await api.call("DELETE", `/api/bots/${botId}/signed-in?userId=listed&connectionName=github`);
  expect(left.body).toEqual({ signedIn: [] });
  expect(linkIn(await talk.say("hi again"))).toContain("/sign-in/");
});

test("a card that a fork shows of its past signs in the fork's own person, in the fork", async () => {
  const talk = await open("signs-in", "forked");
  const link = linkIn(await talk.say("hi"));
  const { turns } = (await api.call("GET", `${talk.address}/turns`)).body;
  const { body: fork } = await api.call("POST", `${talk.address}/fork`, { body: { turn: turns.at(-1).number, user: "copy" } });
  const inFork = `${signInAddress(link)}?conversationId=${fork.conversationId}`;
  expect((await api.call("GET", inFork)).body).toMatchObject({ conversationId: fork.conversationId, person: { id: fork.user.id } });
  const { body } = await api.call("POST", inFork, { body: {} });
  const address = `/api/conversations/${fork.conversationId}`;
  expect(textsOf(await repliesOf({ ...talk, address }, body.turn))).toEqual(["Hello, Name of forked."]);
  expect((await api.call("GET", signInAddress(link))).body.isSignedIn).toBe(false);
  const stranger = await open("signs-in", "stranger");
  expect((await api.call("GET", `${signInAddress(link)}?conversationId=${stranger.conversationId}`)).status).toBe(404);
});

describe("the user token service", () => {
  const ask = (path: string, { method = "GET", body }: { method?: string; body?: object } = {}) =>
    fetch(`${turnscope.address}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  const about = "userId=ann&connectionName=github&channelId=emulator";

  test("answers nobody whom it does not know, and any path in any capitals", async () => {
    expect((await ask(`/API/UserToken/gettoken?${about}-of-nobody`)).status).toBe(401);
    expect((await ask("/service/nobody.abc/api/usertoken/GetToken?userId=ann")).status).toBe(403);
    expect((await ask("/api/UserToken/EmulateOAuthCards?emulate=true", { method: "POST" })).status).toBe(200);
    expect((await ask("/api/usertoken/GetToken", { method: "PUT" })).status).toBe(405);
  });

  test("says no token with an empty body, and what is missing by name", async () => {
    const botId = await addBot("v4");
    const { conversationId } = await open(botId, "asks-by-hand");
    const asked = "userId=asks-by-hand&connectionName=github&channelId=emulator";
    const none = await ask(`/api/usertoken/GetToken?${asked}`);
    expect([none.status, await none.text()]).toEqual([404, ""]);
    const missing = await ask("/api/usertoken/GetToken?connectionName=github");
    expect([missing.status, await missing.json()]).toEqual([
      400,
      { error: { code: "MissingProperty", message: expect.stringContaining("userId") } },
    ]);
    const exchanged = await ask(`/api/usertoken/exchange?${asked}`, { method: "POST", body: { token: "from elsewhere" } });
    expect(await exchanged.json()).toMatchObject({ connectionName: "github", channelId: "emulator", token: expect.any(String) });
    const status = await (await ask("/api/usertoken/GetTokenStatus?userId=asks-by-hand&channelId=emulator")).json();
    expect(status).toMatchObject([{ connectionName: "github", hasToken: true }]);
    const aad = await ask(`/api/usertoken/GetAadTokens?${asked}`, { method: "POST", body: { resourceUrls: ["https://graph.example"] } });
    expect(Object.keys((await aad.json()) as object)).toEqual(["https://graph.example"]);
    const state = {
      connectionName: "github",
      conversation: { channelId: "emulator", conversation: { id: conversationId }, user: { id: "asks-by-hand" } },
    };
    const encoded = encodeURIComponent(Buffer.from(JSON.stringify(state)).toString("base64"));
    const resource = (await (await ask(`/api/botsignin/GetSignInResource?state=${encoded}`)).json()) as { signInLink: string };
    // Web Chat in other pages puts this behind the address.
    const withChallenge = `${signInAddress(resource.signInLink)}%26code_challenge%3Dabc`;
    expect((await api.call("GET", withChallenge)).body).toMatchObject({ conversationId, isSignedIn: true });
    expect((await ask(`/api/botsignin/GetSignInResource?state=nonsense`)).status).toBe(400);
  });

  test("a link of another installation is none of ours", async () => {
    const { status, body } = await api.call("GET", "/api/sign-ins/AAAA");
    expect([status, body.code]).toEqual([404, "not_found"]);
  });
});
