import { afterEach, expect, test } from "vitest";
import { type LoggedActivity, signedOutCode } from "@/lib/model";
import type { LiveConnection } from "./live-connection";
import type { LiveDelays } from "./live-delays";
import { PostFailed } from "./pending-posts";
import { connect, logged as loggedIn, type OnRequest, sendTo as send, watching as watchingIn } from "./testing/scripted-server";

const conversationId = "c-1";
const watched = { conversationId, userId: "u-ann" };

const logged = (position: number, text: string, clientActivityID?: string) =>
  loggedIn(conversationId, position, { text, channelData: { clientActivityID } });
const watching = (activities: LoggedActivity[], watermark: number, isReset = true) =>
  watchingIn(conversationId, activities, watermark, isReset);

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function connected(onRequest?: OnRequest, impatience?: Partial<LiveDelays>) {
  const { server, live, close } = await connect(onRequest, impatience);
  cleanUps.push(close);
  return { server, live };
}

function statusBecomes(live: LiveConnection, status: LiveConnection["status"]): Promise<void> {
  if (live.status === status) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = live.onStatus(() => {
      if (live.status !== status) return;
      leave();
      resolve();
    });
  });
}

function collect(live: LiveConnection, count: number): Promise<LoggedActivity[]> {
  const activities: LoggedActivity[] = [];
  return new Promise((resolve) => {
    const add = (event: { activities: LoggedActivity[] }) => {
      activities.push(...event.activities);
      if (activities.length >= count) resolve(activities);
    };
    live.on("watching", add);
    live.on("activities", add);
  });
}

const texts = (activities: LoggedActivity[]) => activities.map(({ activity }) => activity.text);

test("after a break the conversation goes on from its watermark, with nothing missed and nothing twice", async () => {
  const { server, live } = await connected((request, _, socket) => {
    if (request.type !== "watch") return;
    if (request.watermark === null) return send(socket, watching([logged(0, "one"), logged(1, "two")], 2));
    send(socket, watching([logged(1, "two"), logged(2, "three")], 3, false));
    send(socket, { type: "activities", conversationId, activities: [logged(2, "three"), logged(3, "four")], watermark: 4 });
  });
  const all = collect(live, 4);
  live.watch(watched);
  await server.received("watch");
  server.sockets.at(-1)?.terminate();
  expect(texts(await all)).toEqual(["one", "two", "three", "four"]);
  expect(server.requests.filter(({ type }) => type === "watch").at(-1)).toMatchObject({ watermark: 2 });
  expect(texts(live.newestActivities(conversationId))).toEqual(["one", "two", "three", "four"]);
});

test("an activity that the bot changed is passed on again", async () => {
  const { live } = await connected((request, _, socket) => {
    if (request.type !== "watch") return;
    send(socket, watching([logged(0, "draft")], 1));
    send(socket, { type: "activities", conversationId, activities: [logged(0, "final")], watermark: 1 });
  });
  const all = collect(live, 2);
  live.watch(watched);
  expect(texts(await all)).toEqual(["draft", "final"]);
});

test("a server that comes back on the same port is found again, and the status says so meanwhile", async () => {
  const { server, live } = await connected();
  await statusBecomes(live, "online");
  await server.close();
  await statusBecomes(live, "offline");
  await server.listen();
  await statusBecomes(live, "online");
});

test("whoever lists conversations is told to look again each time the connection is made", async () => {
  const { server, live } = await connected();
  let count = 0;
  const twice = new Promise<void>((resolve) => {
    live.on("conversations", () => {
      count += 1;
      if (count === 1) server.sockets.at(-1)?.terminate();
      else resolve();
    });
  });
  await twice;
  expect(count).toBe(2);
});

test("whoever is signed out is not brought back, nor asked for again when the page wakes up", async () => {
  const { server, live } = await connected();
  await statusBecomes(live, "online");
  const [socket] = server.sockets;
  const closed = new Promise((resolve) => socket?.once("close", resolve));
  socket?.close(signedOutCode, "Signed out");
  await closed;
  live.check();
  // Six times as long as it takes to try again.
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(server.sockets).toHaveLength(1);
});

test("a server that no longer answers the heartbeat is left, and another connection is made", async () => {
  const { server, live } = await connected(undefined, { heartbeatMs: 60, answerMs: 40 });
  await server.received("ping");
  server.isSilent = true;
  await statusBecomes(live, "connecting");
  server.isSilent = false;
  await statusBecomes(live, "online");
  expect(server.sockets.length).toBeGreaterThan(1);
});

test("a post resolves with the id the server gave", async () => {
  const { live } = await connected((request, _, socket) => {
    if (request.type === "post") send(socket, { type: "posted", requestId: request.requestId, activityId: "a-9" });
  });
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi" })).resolves.toEqual({ activityId: "a-9" });
});

test("a refused post rejects with the sentence of the problem", async () => {
  const problem = { type: "about:blank", title: "body too large", status: 413, code: "body_too_large", detail: "Too large." };
  const { live } = await connected((request, _, socket) => {
    if (request.type === "post") send(socket, { type: "refused", requestId: request.requestId, problem });
  });
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi" })).rejects.toMatchObject({ message: "Too large.", code: "body_too_large" });
});

test("a post whose answer was lost counts as sent when its echo is in the log", async () => {
  const { server, live } = await connected((request, _, socket) => {
    if (request.type === "post") socket.terminate();
    if (request.type !== "watch") return;
    send(socket, request.watermark === null ? watching([], 0) : watching([logged(0, "hi", "client-1")], 1, false));
  });
  live.watch(watched);
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi", channelData: { clientActivityID: "client-1" } })).resolves.toEqual({
    activityId: "a-0",
  });
  expect(server.count("post")).toBe(1);
});

test("a post that was lost with the connection is sent again, once, when it is back", async () => {
  let posts = 0;
  const { live } = await connected((request, _, socket) => {
    if (request.type === "watch") send(socket, watching([], 0, request.watermark === null));
    if (request.type !== "post") return;
    posts += 1;
    if (posts === 1) socket.terminate();
    else send(socket, { type: "posted", requestId: request.requestId, activityId: "a-1" });
  });
  live.watch(watched);
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi", channelData: { clientActivityID: "client-1" } })).resolves.toEqual({
    activityId: "a-1",
  });
  expect(posts).toBe(2);
});

test("a post without an id of its own is not risked twice", async () => {
  const { server, live } = await connected((request, _, socket) => {
    if (request.type === "watch") send(socket, watching([], 0, request.watermark === null));
    if (request.type === "post") socket.terminate();
  });
  live.watch(watched);
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi" })).rejects.toBeInstanceOf(PostFailed);
  expect(server.count("post")).toBe(1);
});

test("a post fails soon when there is no connection, and posts keep their order when there is one in time", async () => {
  const { server, live } = await connected(
    (request, _, socket) => {
      if (request.type === "watch") send(socket, watching([], 0));
      if (request.type === "post") send(socket, { type: "posted", requestId: request.requestId, activityId: "a-1" });
    },
    { postGraceMs: 1_000 },
  );
  live.watch(watched);
  const early = [live.post(conversationId, { text: "first" }), live.post(conversationId, { text: "second" })];
  await Promise.all(early);
  const posted = server.requests.flatMap((request) => (request.type === "post" ? [request.activity] : []));
  expect(posted).toEqual([{ text: "first" }, { text: "second" }]);
  await server.close();
  await statusBecomes(live, "offline");
  await expect(live.post(conversationId, { text: "third" })).rejects.toMatchObject({ code: "connection_lost" });
});

test("the answer for a conversation that was left is not shown in the next one", async () => {
  const { live } = await connected((request, _, socket) => {
    if (request.type !== "watch") return;
    send(socket, watching([logged(0, "old")], 1));
    send(socket, { type: "activities", conversationId: "c-2", activities: [logged(7, "new")], watermark: 8 });
  });
  const all = collect(live, 1);
  await statusBecomes(live, "online");
  live.watch({ conversationId: "c-2", userId: "u-ann" });
  expect(texts(await all)).toEqual(["new"]);
  expect(live.newestActivities(conversationId)).toEqual([]);
});
