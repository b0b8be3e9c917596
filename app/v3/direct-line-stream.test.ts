import { once } from "node:events";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { WebSocket } from "ws";
import { openDirectLineJs } from "./_lib/testing/direct-line-js";
import { testServiceServer } from "./_lib/testing/service-server";

const server = testServiceServer();

afterEach(() => void vi.restoreAllMocks());

type Place = { token: string; path: string; streamUrl: string };
type Frame = { activities: { id: string; type: string; text?: string }[]; watermark: string };

async function start(): Promise<Place> {
  const credential = await server.secret("greeter");
  const { token, conversationId } = (await server.ask("POST", "/tokens/generate", { credential, body: { user: { id: "dl_ann" } } })).body;
  const { body } = await server.ask("POST", "/conversations", { credential: token });
  return { token, path: `/conversations/${conversationId}`, streamUrl: body.streamUrl };
}

const say = ({ token, path }: Place, text: string) =>
  server.ask("POST", `${path}/activities`, { credential: token, body: { type: "message", text } });

async function reconnect({ token, path }: Place, watermark: string): Promise<string> {
  return (await server.ask("GET", `${path}?watermark=${watermark}`, { credential: token })).body.streamUrl;
}

/** A reader that keeps what it is sent. */
function read(streamUrl: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(streamUrl, { headers });
  onTestFinished(() => socket.terminate());
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data) => {
    if (String(data) !== "") frames.push(JSON.parse(String(data)));
    for (const look of waiting) look();
  });
  const said = () => frames.flatMap(({ activities }) => activities.map(({ type, text }) => text ?? type));
  const until = (isMet: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (isMet()) resolve();
      };
      waiting.add(look);
      look();
    });
  return { socket, frames, said, until, hears: (text: string) => until(() => said().includes(text)) };
}

async function refusal(streamUrl: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(streamUrl, { headers });
  const [, answer] = await once(socket, "unexpected-response");
  socket.on("error", () => undefined);
  socket.terminate();
  return answer.statusCode;
}

test("DirectLineJS is greeted, says something and is answered, each activity once and with the id of its post", async () => {
  const client = openDirectLineJs({ domain: server.domain, secret: await server.secret("greeter") });
  // It would poll without a word where it finds no WebSocket.
  expect(client.line).toMatchObject({ webSocket: true });
  const id = await client.say("hello");
  await client.until(() => client.texts().includes("you said hello"));
  expect(client.texts()).toEqual(["welcome ann", "hello", "you said hello"]);
  expect(client.activities.map((activity) => activity.id)[1]).toBe(id);
});

test("what came between the start and the opening of the stream is sent first", async () => {
  const place = await start();
  await say(place, "early");
  const reader = read(place.streamUrl);
  await reader.hears("you said early");
  await say(place, "late");
  await reader.hears("you said late");
  expect(reader.said()).toEqual(["welcome dl_ann", "early", "you said early", "late", "you said late"]);
});

test("a reader that comes back with its watermark gets exactly what it missed", async () => {
  const place = await start();
  const first = read(place.streamUrl);
  await say(place, "one");
  await first.hears("you said one");
  first.socket.terminate();
  for (const text of ["two", "three"]) await say(place, text);
  for (let time = 0; time < 2; time++) {
    const again = read(await reconnect(place, first.frames.at(-1)?.watermark ?? ""));
    await again.hears("you said three");
    expect(again.said()).toEqual(["two", "you said two", "three", "you said three"]);
  }
});

test("readers that come while everybody talks get everything once, in order", async () => {
  const place = await start();
  const texts = Array.from({ length: 30 }, (_, number) => `number ${number}`);
  const talk = Promise.all(texts.map((text) => say(place, text)));
  const readers = [];
  for (let count = 0; count < 5; count++) readers.push(read(await reconnect(place, "")));
  await talk;
  for (const { hears } of readers) for (const text of texts) await hears(`you said ${text}`);
  const { activities } = (await server.ask("GET", `${place.path}/activities`, { credential: place.token })).body as Frame;
  for (const { frames } of readers) {
    expect(frames.flatMap((frame) => frame.activities.map(({ id }) => id))).toEqual(activities.map(({ id }) => id));
  }
});

describe("what a bot changes or takes back", () => {
  test("reaches who reads, under its id", async () => {
    const place = await start();
    const reader = read(place.streamUrl);
    await reader.hears("welcome dl_ann");
    await say(place, "change");
    await reader.hears("second");
    const ids = reader.frames.flatMap(({ activities }) => activities.filter(({ text }) => text === "first" || text === "second"));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
  });

  test("reaches who was away, by stream and by polling, once", async () => {
    const place = await start();
    const reader = read(place.streamUrl);
    await reader.hears("welcome dl_ann");
    await say(place, "wait to be changed");
    await reader.hears("you said wait to be changed");
    const { watermark } = reader.frames.at(-1) as Frame;
    reader.socket.terminate();
    await say(place, "change my last");
    const again = read(await reconnect(place, watermark));
    await again.hears("changed afterwards");
    expect(again.said()[0]).toBe("changed afterwards");
    const poll = async (from: string) =>
      (await server.ask("GET", `${place.path}/activities?watermark=${from}`, { credential: place.token })).body;
    const page = await poll(watermark);
    expect(page.activities[0].text).toBe("changed afterwards");
    expect((await poll(page.watermark)).activities).toEqual([]);
  });

  test("is nothing to who was not there yet", async () => {
    const place = await start();
    await say(place, "take back");
    const reader = read(await reconnect(place, ""));
    await reader.hears("take back");
    await say(place, "end");
    await reader.hears("you said end");
    expect(reader.said()).not.toContain("messageDelete");
    expect(reader.said()).not.toContain("never said");
  });
});

describe("the address of a stream", () => {
  test("opens for a minute", async () => {
    const { streamUrl } = await start();
    const realNow = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => realNow() + 61_000);
    expect(await refusal(streamUrl)).toBe(403);
  });

  test("opens its own conversation only", async () => {
    const [mine, other] = [await start(), await start()];
    const stolen = new URL(other.streamUrl);
    stolen.searchParams.set("t", new URL(mine.streamUrl).searchParams.get("t") ?? "");
    expect(await refusal(String(stolen))).toBe(403);
  });

  test("needs its own token: neither none nor one for requests will do", async () => {
    const { streamUrl, token } = await start();
    for (const t of ["", token, await server.secret("greeter")]) {
      const url = new URL(streamUrl);
      url.searchParams.set("t", t);
      expect(await refusal(String(url))).toBe(401);
    }
  });

  test("opens in a page of any origin", async () => {
    const reader = read((await start()).streamUrl, { origin: "https://elsewhere.example" });
    await reader.hears("welcome dl_ann");
  });
});
