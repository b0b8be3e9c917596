import { afterEach, beforeAll, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serve } from "@/lib/bots/testing";
import { remoteBot } from "./_lib/testing/remote-bot";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();

const password = "p&ss wörd";
const asked: { path: string; form: Record<string, string> }[] = [];
let answerLogin = () => ({ status: 200, body: { access_token: `token-${asked.length}`, expires_in: 3600 } as unknown });

/** A login service as Microsoft's, on a port of this machine. */
async function startLogin(): Promise<ServedBot> {
  const login = await serve((request, response, body) => {
    asked.push({ path: request.url ?? "", form: Object.fromEntries(new URLSearchParams(body)) });
    const answer = answerLogin();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  process.env.TURNSCOPE_LOGIN_URL = new URL(login.endpoint).origin;
  return login;
}

const shown: (string | undefined)[] = [];
let refuses = (_token: string | undefined) => false;

/** Takes tokens as a bot with an app id does: some it refuses. */
const startBot = () =>
  serve((request, response) => {
    shown.push(request.headers.authorization);
    response.writeHead(refuses(request.headers.authorization) ? 401 : 200).end();
  });

// Settings are read once, so the login service must be there first.
let login: ServedBot;
beforeAll(async () => {
  login = await startLogin();
  return () => login.stop();
});

afterEach(() => {
  refuses = () => false;
  answerLogin = () => ({ status: 200, body: { access_token: `token-${asked.length}`, expires_in: 3600 } });
});

const shared = remoteBot(api, startBot, { appId: "app-1", appPassword: password });
const single = remoteBot(api, startBot, { appId: "app-2", appPassword: password, tenantId: "contoso" });
const unknown = remoteBot(api, startBot, { appId: "app-3", appPassword: "wrong" });
const withoutPassword = remoteBot(api, startBot, { appId: "app-4" });
const logged = remoteBot(api, startBot, { appId: "app-5", appPassword: password });

test("a bot with an app id and a password is asked with a token, which is asked for once", async () => {
  const { say } = await shared.open();
  expect((await say("hi")).turn.outcome).toBe("completed");
  const form = { grant_type: "client_credentials", client_id: "app-1", client_secret: password, scope: "app-1/.default" };
  expect(asked).toEqual([{ path: "/botframework.com/oauth2/v2.0/token", form }]);
  expect(shown).toEqual(["Bearer token-1", "Bearer token-1"]);
});

test("a single-tenant bot's token comes from its tenant", async () => {
  await single.open();
  expect(asked.at(-1)?.path).toBe("/contoso/oauth2/v2.0/token");
});

test("a token that the bot refuses is renewed once, and no more", async () => {
  const { say } = await shared.open();
  const stale = shown.at(-1);
  const before = asked.length;
  refuses = (token) => token === stale;
  expect((await say("hi")).turn.outcome).toBe("completed");
  expect(asked.length).toBe(before + 1);
  refuses = () => true;
  const { turn } = await say("hi");
  expect([turn.outcome, asked.length]).toEqual(["failed", before + 2]);
  expect(turn.error.message).toContain("401");
});

test("no token: the turn says why, the bot is not asked, and the next turn asks anew", async () => {
  answerLogin = () => ({ status: 401, body: { error: "invalid_client" } });
  const { say } = await unknown.open();
  const before = shown.length;
  const { turn } = await say("hi");
  expect([turn.outcome, shown.length]).toEqual(["failed", before]);
  expect(turn.error.message).toMatch(/login service .* answered 401/);
  expect(JSON.stringify(turn)).not.toContain("wrong");
  answerLogin = () => ({ status: 200, body: { access_token: "token-new", expires_in: 3600 } });
  expect((await say("hi")).turn.outcome).toBe("completed");
});

test("what is asked of the login service is in the protocol log of the conversation, without the password and the token", async () => {
  const { address } = await logged.open();
  const { exchanges } = (await api.call("GET", `${address}/protocol-log?party=login`)).body;
  expect(exchanges).toMatchObject([
    {
      direction: "out",
      method: "POST",
      url: expect.stringContaining("/botframework.com/oauth2/v2.0/token"),
      status: 200,
      botId: logged.id,
    },
  ]);
  expect(exchanges[0].request.body).toContain("client_id=app-5");
  expect(exchanges[0].response.body).toContain("expires_in");
  for (const secret of [password, encodeURIComponent(password), new URLSearchParams({ password }).toString().slice(9), "token-"]) {
    expect(JSON.stringify([exchanges[0].request, exchanges[0].response])).not.toContain(secret);
  }
});

test("without a password no token is asked for, and no empty header is sent", async () => {
  const before = asked.length;
  await withoutPassword.open();
  expect([shown.at(-1), asked.length]).toEqual([undefined, before]);
});
