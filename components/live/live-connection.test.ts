import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type WebSocket as ServerSocket, WebSocket, WebSocketServer } from "ws";
import { type Activity, emptyScopeState, type LiveEvent, type LiveRequest, type LoggedActivity, liveRequest } from "@/lib/model";
import { LiveConnection } from "./live-connection";
import type { LiveDelays } from "./live-delays";
import type { SocketLike } from "./live-socket";
import { PostFailed } from "./pending-posts";

const conversationId = "c-1";
const watched = { conversationId, userId: "u-ann" };
const delays: LiveDelays = { heartbeatMs: 60, answerMs: 40, doubtMs: 40, connectMs: 500, postGraceMs: 120, retryMs: () => 10 };

function logged(position: number, text: string, clientActivityID?: string): LoggedActivity {
  const activity: Activity = {
    id: `a-${position}`,
    type: "message",
    text,
    timestamp: new Date(position).toISOString(),
    channelId: "emulator",
    conversation: { id: conversationId },
    from: { id: "u-ann" },
    recipient: { id: "bot" },
    channelData: { clientActivityID },
  };
  return { position, turn: 1, activity };
}

function watching(activities: LoggedActivity[], watermark: number, isReset = true): LiveEvent {
  const at = new Date(0).toISOString();
  const conversation = { conversationId, botId: "b", channelId: "emulator", createdAt: at, lastActivityAt: at, turnCount: 1, activityCount: 1, members: [] };
  const state = { user: emptyScopeState, conversation: emptyScopeState, private: emptyScopeState, dialog: emptyScopeState };
  return { type: "watching", conversation, activities, watermark, isReset, state, turns: [], writes: [] };
}

/** A server that speaks the protocol as each test tells it to. */
class Harness {
  readonly sockets: ServerSocket[] = [];
  readonly requests: LiveRequest[] = [];
  onRequest: (request: LiveRequest, socket: ServerSocket) => void = () => {};
  isSilent = false;
  port = 0;
  private server: Server | null = null;
  private readonly waiting: { type: LiveRequest["type"]; count: number; resolve: () => void }[] = [];

  async listen(): Promise<void> {
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    sockets.on("connection", (socket) => this.accept(socket));
    server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    const { server } = this;
    this.server = null;
    if (!server) return;
    server.close();
    await once(server, "close");
  }

  count(type: LiveRequest["type"]): number {
    return this.requests.filter((request) => request.type === type).length;
  }

  received(type: LiveRequest["type"], count = 1): Promise<void> {
    if (this.count(type) >= count) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ type, count, resolve }));
  }

  private accept(socket: ServerSocket): void {
    this.sockets.push(socket);
    send(socket, { type: "hello", serverId: "s" });
    socket.on("message", (data) => {
      if (this.isSilent) return;
      const request = liveRequest.parse(JSON.parse(String(data)));
      this.requests.push(request);
      if (request.type === "ping") send(socket, { type: "pong" });
      this.onRequest(request, socket);
      for (const { type, count, resolve } of this.waiting) if (this.count(type) >= count) resolve();
    });
  }
}

const send = (socket: ServerSocket, event: LiveEvent): void => socket.send(JSON.stringify(event));

const cleanUps: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function connect(onRequest: Harness["onRequest"] = () => {}) {
  const server = new Harness();
  server.onRequest = onRequest;
  await server.listen();
  // The `ws` client speaks the browser's interface; only its types differ in detail.
  const createSocket = () => new WebSocket(`ws://127.0.0.1:${server.port}`) as unknown as SocketLike;
  const live = new LiveConnection({ createSocket, delays });
  cleanUps.push(
    () => server.close(),
    () => live.stop(),
  );
  live.start();
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
  const { server, live } = await connect((request, socket) => {
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
  const { live } = await connect((request, socket) => {
    if (request.type !== "watch") return;
    send(socket, watching([logged(0, "draft")], 1));
    send(socket, { type: "activities", conversationId, activities: [logged(0, "final")], watermark: 1 });
  });
  const all = collect(live, 2);
  live.watch(watched);
  expect(texts(await all)).toEqual(["draft", "final"]);
});

test("a server that comes back on the same port is found again, and the status says so meanwhile", async () => {
  const { server, live } = await connect();
  await statusBecomes(live, "online");
  await server.close();
  await statusBecomes(live, "offline");
  await server.listen();
  await statusBecomes(live, "online");
});

test("a server that no longer answers the heartbeat is left, and another connection is made", async () => {
  const { server, live } = await connect();
  await server.received("ping");
  server.isSilent = true;
  await statusBecomes(live, "connecting");
  server.isSilent = false;
  await statusBecomes(live, "online");
  expect(server.sockets.length).toBeGreaterThan(1);
});

test("a post resolves with the id the server gave", async () => {
  const { live } = await connect((request, socket) => {
    if (request.type === "post") send(socket, { type: "posted", requestId: request.requestId, activityId: "a-9" });
  });
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi" })).resolves.toEqual({ activityId: "a-9" });
});

test("a refused post rejects with the sentence of the problem", async () => {
  const problem = { type: "about:blank", title: "body too large", status: 413, code: "body_too_large", detail: "Too large." };
  const { live } = await connect((request, socket) => {
    if (request.type === "post") send(socket, { type: "refused", requestId: request.requestId, problem });
  });
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi" })).rejects.toMatchObject({ message: "Too large.", code: "body_too_large" });
});

test("a post whose answer was lost counts as sent when its echo is in the log", async () => {
  const { server, live } = await connect((request, socket) => {
    if (request.type === "post") socket.terminate();
    if (request.type !== "watch") return;
    send(socket, request.watermark === null ? watching([], 0) : watching([logged(0, "hi", "client-1")], 1, false));
  });
  live.watch(watched);
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi", channelData: { clientActivityID: "client-1" } })).resolves.toEqual({ activityId: "a-0" });
  expect(server.count("post")).toBe(1);
});

test("a post that was lost with the connection is sent again, once, when it is back", async () => {
  let posts = 0;
  const { live } = await connect((request, socket) => {
    if (request.type === "watch") send(socket, watching([], 0, request.watermark === null));
    if (request.type !== "post") return;
    posts += 1;
    if (posts === 1) socket.terminate();
    else send(socket, { type: "posted", requestId: request.requestId, activityId: "a-1" });
  });
  live.watch(watched);
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi", channelData: { clientActivityID: "client-1" } })).resolves.toEqual({ activityId: "a-1" });
  expect(posts).toBe(2);
});

test("a post without an id of its own is not risked twice", async () => {
  const { server, live } = await connect((request, socket) => {
    if (request.type === "watch") send(socket, watching([], 0, request.watermark === null));
    if (request.type === "post") socket.terminate();
  });
  live.watch(watched);
  await statusBecomes(live, "online");
  await expect(live.post(conversationId, { text: "hi" })).rejects.toBeInstanceOf(PostFailed);
  expect(server.count("post")).toBe(1);
});

test("a post fails soon when there is no connection, and posts keep their order when there is one in time", async () => {
  const { server, live } = await connect((request, socket) => {
    if (request.type === "watch") send(socket, watching([], 0));
    if (request.type === "post") send(socket, { type: "posted", requestId: request.requestId, activityId: "a-1" });
  });
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
  const { live } = await connect((request, socket) => {
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
