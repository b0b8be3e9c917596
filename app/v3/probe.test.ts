import { expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serve, serveAgentsBot, serveV3Bot, serveV4Bot } from "@/lib/bots/testing";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();

const answering = (status: number, headers: Record<string, string> = {}, body = "") =>
  serve((_request, response) => void response.writeHead(status, headers).end(body));

async function probe(endpoint: string, facts: Record<string, unknown> = {}) {
  const added = (await api.call("POST", "/api/bots", { body: { name: "Probed", endpoint, ...facts } })).body;
  const { status, body } = await api.call("POST", `/api/bots/${added.bot.id}/probe`);
  expect(status).toBe(200);
  return body;
}

async function probeServed(start: () => Promise<ServedBot>, facts?: Record<string, unknown>) {
  const served = await start();
  try {
    return await probe(served.endpoint, facts);
  } finally {
    await served.stop();
  }
}

test.each([
  ["a v4 bot", () => serveV4Bot(async () => undefined), {}, "ready", "auto"],
  ["an Agents SDK bot", () => serveAgentsBot(async () => undefined), {}, "ready", "auto"],
  ["a v3 bot", () => serveV3Bot((session) => session.endDialog()), {}, "ready", "v3"],
  [
    "an Agents SDK bot with credentials of its own",
    () => serveAgentsBot(async () => undefined, { clientId: "app-1" }),
    {},
    "credentials_missing",
    "agents",
  ],
  ["a bot whose password is not known here", () => answering(401), { appId: "app-1" }, "credentials_missing", "auto"],
  ["a bot in another language that answers nothing", () => answering(200), {}, "ready", "auto"],
  ["a path where nothing is", () => answering(404), {}, "wrong_path", "auto"],
  ["a path that takes no POST", () => answering(405), {}, "wrong_path", "auto"],
  ["a redirect", () => answering(302, { location: "/login" }), {}, "wrong_path", "auto"],
  ["a web page", () => answering(200, { "content-type": "text/html" }, "<h1>Hello</h1>"), {}, "not_a_bot", "auto"],
  ["a server without POST", () => answering(501), {}, "not_a_bot", "auto"],
  ["a bot that fails", () => answering(500), {}, "bot_failed", "auto"],
  ["a bot that drops the connection", () => serve((request) => void request.socket.destroy()), {}, "bot_failed", "auto"],
  ["a bot that hangs", () => serve(() => undefined), { timeoutMs: 200 }, "too_slow", "auto"],
] as const)("%s", async (_, start, facts, finding, generation) => {
  const found = await probeServed(start, facts);
  expect(found).toMatchObject({ finding, generation });
  expect(found.sentence).toMatch(/\.$/);
});

test("nothing listens, no such name, no address of a machine", async () => {
  const gone = await answering(200);
  await gone.stop();
  expect(await probe(gone.endpoint)).toMatchObject({
    finding: "nothing_listens",
    status: null,
    sentence: expect.stringContaining("Start the bot"),
  });
  expect(await probe("http://no-such-name.invalid/api/messages")).toMatchObject({
    finding: "nothing_listens",
    sentence: expect.stringContaining("machine named"),
  });
  expect(await probe("http://169.254.169.254/latest/meta-data")).toMatchObject({ finding: "address_refused", status: null });
  expect(await probe(gone.endpoint.replace("http:", "https:"))).toMatchObject({ finding: "nothing_listens" });
});

test("which credential is missing is said", async () => {
  expect((await probeServed(() => answering(401))).sentence).toContain("Give its app id and password");
  expect((await probeServed(() => answering(401), { appId: "app-1" })).sentence).toContain("its password is not");
});

test("a bot that replies to whatever comes may do so, and nobody hears it", async () => {
  const found = await probeServed(() =>
    serve(async (_request, response, body) => {
      const { serviceUrl, conversation, id } = JSON.parse(body);
      const reply = { method: "POST", headers: { "content-type": "application/json" }, body: '{"type": "message", "text": "hello?"}' };
      const answer = await fetch(`${serviceUrl}/v3/conversations/${conversation.id}/activities/${id}`, reply);
      response.writeHead(answer.ok ? 200 : 500).end();
    }),
  );
  expect(found.finding).toBe("ready");
  expect((await api.call("GET", "/api/conversations")).text).not.toContain("probe-");
});

test("a bot in this process is not probed", async () => {
  expect((await api.call("POST", "/api/bots/obedient/probe")).body).toMatchObject({ status: 409, code: "bot_not_remote" });
});

test("a v3 bot with credentials of its own takes no other channel without", async () => {
  // The SDK reports its refusal on the console.
  console.error = () => undefined;
  const credentials = { appId: "app-1", appPassword: "secret" };
  const found = await probeServed(() => serveV3Bot((session) => session.endDialog(), undefined, credentials), { channelId: "webchat" });
  expect(found).toMatchObject({ finding: "credentials_missing", status: 401 });
});
