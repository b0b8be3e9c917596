import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket as ServerSocket, WebSocket, WebSocketServer } from "ws";
import { type Activity, emptyScopeState, type LiveEvent, type LiveRequest, type LoggedActivity, liveRequest } from "@/lib/model";
import { LiveConnection } from "../live-connection";
import type { LiveDelays } from "../live-delays";
import type { SocketLike } from "../live-socket";

/** Patient, so that a busy machine is not taken for a dead server; a test that waits for one to be noticed says so. */
const delays: LiveDelays = {
  heartbeatMs: 20_000,
  answerMs: 20_000,
  doubtMs: 20_000,
  connectMs: 20_000,
  postGraceMs: 20_000,
  retryMs: () => 10,
};

export type OnRequest = (request: LiveRequest, server: ScriptedServer, socket: ServerSocket) => void;

/** A live server that says what each test tells it to say. */
export class ScriptedServer {
  readonly sockets: ServerSocket[] = [];
  readonly requests: LiveRequest[] = [];
  isSilent = false;
  erasureEpoch = "none";
  port = 0;
  private server: Server | null = null;
  private readonly waiting: { type: LiveRequest["type"]; count: number; resolve: () => void }[] = [];

  constructor(private readonly onRequest: OnRequest) {}

  /** To every page that is connected. */
  send(event: LiveEvent): void {
    for (const socket of this.sockets) if (socket.readyState === socket.OPEN) sendTo(socket, event);
  }

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
    sendTo(socket, { type: "hello", serverId: "s", erasureEpochs: [this.erasureEpoch], recentErasures: [] });
    socket.on("message", (data) => {
      if (this.isSilent) return;
      const request = liveRequest.parse(JSON.parse(String(data)));
      this.requests.push(request);
      if (request.type === "ping") sendTo(socket, { type: "pong" });
      this.onRequest(request, this, socket);
      for (const { type, count, resolve } of this.waiting) if (this.count(type) >= count) resolve();
    });
  }
}

export const sendTo = (socket: ServerSocket, event: LiveEvent): void => socket.send(JSON.stringify(event));

/** A listening server, and a page's connection to it. */
export async function connect(onRequest: OnRequest = () => {}, impatience: Partial<LiveDelays> = {}) {
  const server = new ScriptedServer(onRequest);
  await server.listen();
  // The `ws` client speaks the browser's interface; only its types differ in detail.
  const createSocket = () => new WebSocket(`ws://127.0.0.1:${server.port}`) as unknown as SocketLike;
  const live = new LiveConnection({ createSocket, delays: { ...delays, ...impatience } });
  live.start();
  const close = async () => {
    live.stop();
    await server.close();
  };
  return { server, live, close };
}

export function logged(conversationId: string, position: number, activity: Partial<Activity> = {}): LoggedActivity {
  const at = new Date(1_700_000_000_000 + position).toISOString();
  const sides = { conversation: { id: conversationId }, from: { id: "u-ann", name: "Ann" }, recipient: { id: "bot" } };
  return {
    position,
    turn: 1,
    activity: { id: `a-${position}`, type: "message", timestamp: at, channelId: "emulator", ...sides, ...activity },
  };
}

export function watching(conversationId: string, activities: LoggedActivity[], watermark: number, isReset = true): LiveEvent {
  const at = new Date(0).toISOString();
  const conversation = {
    conversationId,
    botId: "b",
    channelId: "emulator",
    createdAt: at,
    lastActivityAt: at,
    turnCount: 1,
    activityCount: 1,
    forkedFrom: null,
    origin: null,
    isReadOnly: false,
    locale: null,
    timeZone: null,
    members: [],
  };
  const state = { user: emptyScopeState, conversation: emptyScopeState, private: emptyScopeState, dialog: emptyScopeState };
  return { type: "watching", userId: "u-ann", conversation, activities, watermark, isReset, openClashes: 0, state, turns: [], writes: [] };
}
