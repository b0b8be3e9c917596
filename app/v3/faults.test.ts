import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { testApi } from "@/app/api/_lib/testing/test-api";
import { serve } from "@/lib/bots/testing";
import { isLateReply } from "@/lib/model";
import { remoteBot } from "./_lib/testing/remote-bot";
import { servedTurnscope } from "./_lib/testing/served-turnscope";

const api = testApi();
servedTurnscope();

type Incoming = { id: string; type: string; text?: string; serviceUrl: string; conversation: { id: string } };
type Misbehave = (request: IncomingMessage, response: ServerResponse, activity: Incoming) => void;

let misbehave: Misbehave | null = null;
const start = (port?: number) =>
  serve((request, response, body) => {
    const activity: Incoming = JSON.parse(body);
    if (misbehave && activity.type === "message") misbehave(request, response, activity);
    else response.end();
  }, port);
const bot = remoteBot(api, start);

afterEach(() => {
  misbehave = null;
});

const reply = ({ serviceUrl, conversation, id }: Incoming, text: string) =>
  fetch(`${serviceUrl}/v3/conversations/${conversation.id}/activities/${id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ type: "message", text }),
  });

const inAnswer = (response: ServerResponse, activities: unknown[]) =>
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ activities }));

/** Says something to the bot while it misbehaves, and then while it behaves: the conversation goes on. */
async function sayTo(how: Misbehave, to = bot) {
  const { address, say } = await to.open();
  misbehave = how;
  const ended = await say("hi");
  misbehave = null;
  expect((await say("again")).turn.outcome).toBe("completed");
  return { ...ended, address, error: ended.turn.error?.message };
}

async function turnOf(address: string, number: number) {
  const { body } = await api.call("GET", `${address}/turns/${number}`);
  return { ...body, texts: body.replies.map(({ text }: { text: string }) => text) };
}

test.each<[string, Misbehave, RegExp]>([
  ["drops the connection", (request) => request.socket.destroy(), /dropped the connection/],
  [
    "drops it in the middle of its answer",
    (request, response) => response.writeHead(200, { "content-length": "100" }).write("{", () => request.socket.destroy()),
    /dropped the connection/,
  ],
  ["fails", (_, response) => response.writeHead(500).end("at line 7 of my bot"), /answered 500/],
  ["has moved", (_, response) => response.writeHead(404).end(), /404.*no activities at this path/],
  ["wants credentials", (_, response) => response.writeHead(401).end(), /401.*credentials/],
  ["answers what is no HTTP", (request) => request.socket.end("SMTP ready\r\n"), /does not answer in HTTP/],
  ["answers with replies that are none", (_, response) => inAnswer(response, [7]), /no channel would take/],
  ["answers in no UTF-8", (_, response) => response.end(Buffer.from([0x7b, 0xff, 0x7d])), /not UTF-8/],
  ["answers too much", (_, response) => response.end(Buffer.alloc(17 * 1024 * 1024, 32)), /larger than 16 MiB/],
])("a bot that %s: the turn has failed, and says why", async (_, how, sentence) => {
  const { turn, error } = await sayTo(how);
  expect(turn.outcome).toBe("failed");
  expect(error).toMatch(sentence);
});

test("what the bot said instead of an answer is shown with the error", async () => {
  const { turn } = await sayTo((_, response) => response.writeHead(500).end("at line 7 of my bot"));
  expect(turn.error.stack).toBe("at line 7 of my bot");
});

test("an answer that is no JSON does no harm, and is told as a problem of the turn", async () => {
  const { turn, address } = await sayTo((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<b>OK</b>"));
  expect(turn.outcome).toBe("completed");
  expect((await turnOf(address, turn.number)).record.problems).toEqual([expect.stringContaining("no JSON (text/html)")]);
});

test("a redirect is not followed, and the place it leads to is not asked", async () => {
  let isAsked = false;
  const elsewhere = await serve((_request, response) => {
    isAsked = true;
    response.end();
  });
  const { turn, error } = await sayTo((_, response) => response.writeHead(307, { location: elsewhere.endpoint }).end());
  expect([turn.outcome, isAsked]).toEqual(["failed", false]);
  expect(error).toContain("Redirects are not followed");
  await elsewhere.stop();
});

test("a name that leads to the metadata service is not asked", async () => {
  const added = (await api.call("POST", "/api/bots", { body: { name: "Trap", endpoint: "http://2852039166/latest/meta-data" } })).body;
  const { address } = await api.start({ botId: added.bot.id });
  const { turn } = (await api.call("POST", `${address}/activities`, { body: { text: "hi" } })).body;
  expect(turn).toMatchObject({ outcome: "failed", error: { message: expect.stringContaining("link-local or metadata") } });
});

test("a bot that is killed in the middle of a turn, and comes back", async () => {
  const mortal = await start();
  const added = (await api.call("POST", "/api/bots", { body: { name: "Mortal", endpoint: mortal.endpoint } })).body;
  const { address } = await api.start({ botId: added.bot.id });
  const say = async () => (await api.call("POST", `${address}/activities`, { body: { text: "hi" } })).body.turn;
  misbehave = () => void mortal.stop();
  expect(await say()).toMatchObject({ outcome: "failed", error: { message: expect.stringContaining("dropped the connection") } });
  expect(await say()).toMatchObject({ outcome: "failed", error: { message: expect.stringContaining("Nothing listens") } });
  misbehave = null;
  const back = await start(Number(new URL(mortal.endpoint).port));
  expect((await say()).outcome).toBe("completed");
  await back.stop();
});

describe("a bot that hangs", () => {
  const hurried = remoteBot(api, start, { timeoutMs: 1000 });

  test("its turn ends when its time is over, and the next one runs", async () => {
    const { turn } = await sayTo(() => undefined, hurried);
    expect(turn).toMatchObject({ outcome: "timed_out", error: { message: expect.stringContaining("1000 ms") } });
  });

  test("what it replies then belongs to the turn that it replies to", async () => {
    let hanging: Incoming | null = null;
    const { turn, address } = await sayTo((_request, _response, activity) => {
      hanging = activity;
    }, hurried);
    expect((await reply(hanging as unknown as Incoming, "sorry, late")).status).toBe(200);
    const ended = await turnOf(address, turn.number);
    expect(ended).toMatchObject({ outcome: "timed_out", texts: ["sorry, late"] });
    expect(ended.replies.map(isLateReply)).toEqual([true]);
  });

  test("replies in an answer that comes late belong to it too", async () => {
    const { turn, address } = await sayTo(
      (_request, response) => void wait(1300).then(() => inAnswer(response, [{ type: "message", text: "late answer" }])),
      hurried,
    );
    expect(turn.outcome).toBe("timed_out");
    await expect.poll(async () => (await turnOf(address, turn.number)).texts).toEqual(["late answer"]);
  });
});

test("replies that come out of order belong each to the turn that it replies to", async () => {
  const { address, say } = await bot.open();
  let first: Incoming | null = null;
  misbehave = (_request, response, activity) => {
    first ??= activity;
    const earlier = first;
    const replies = activity === earlier ? Promise.resolve() : reply(activity, "to the second").then(() => reply(earlier, "to the first"));
    void replies.then(() => response.end());
  };
  const [one, two] = [await say("one"), await say("two")];
  expect((await turnOf(address, one.turn.number)).texts).toEqual(["to the first"]);
  expect((await turnOf(address, two.turn.number)).texts).toEqual(["to the second"]);
});

test("a reply that is sent twice is there twice: bots give their replies no ids to tell them apart by", async () => {
  const { texts, replies } = await sayTo(
    (_request, response, activity) =>
      void reply(activity, "once")
        .then(() => reply(activity, "once"))
        .then(() => response.end()),
  );
  expect(texts).toEqual(["once", "once"]);
  expect(replies[0].id).not.toBe(replies[1].id);
});

test.each<[string, Misbehave]>([
  ["over HTTP", (_request, response, activity) => void reply(activity, "x".repeat(5 * 1024 * 1024)).then(() => response.end())],
  ["in the answer", (_request, response) => void inAnswer(response, [{ type: "message", text: "x".repeat(5 * 1024 * 1024) }])],
])("a reply of 5 MiB %s is kept whole", async (_, how) => {
  const { turn, texts, replies } = await sayTo(how);
  expect(replies.some(isLateReply)).toBe(false);
  expect([turn.outcome, texts.map((text) => text.length)]).toEqual(["completed", [5 * 1024 * 1024]]);
});

test("replies that no channel would take are refused; the others are kept", async () => {
  const { texts } = await sayTo((_request, response, { serviceUrl, conversation, id }) => {
    const send = (type: string, body: BodyInit) =>
      fetch(`${serviceUrl}/v3/conversations/${conversation.id}/activities/${id}`, {
        method: "POST",
        headers: { "content-type": type },
        body,
      });
    void Promise.all([
      send("text/plain", "hi"),
      send("application/json", new Uint8Array([0x22, 0xff, 0x22])),
      send("application/json", JSON.stringify({ type: "message", text: "x".repeat(17 * 1024 * 1024) })),
      send("application/json", '{"type": "message", "text": "fine"}'),
    ]).then((answers) => response.writeHead(answers.map(({ status }) => status).join() === "415,400,413,200" ? 200 : 500).end());
  });
  expect(texts).toEqual(["fine"]);
});
