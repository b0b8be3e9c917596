import { type LiveEvent, type LiveRequest, signedOutCode } from "@/lib/model";
import type { LiveDelays } from "./live-delays";
import { parseLiveEvent } from "./parse-live-event";

export type LiveStatus = "connecting" | "online" | "offline";

/** The part of a browser's WebSocket that is used, so that a test can bring the one of `ws`. */
export type SocketLike = Pick<WebSocket, "send" | "close" | "onmessage" | "onclose" | "onerror">;

export type LiveSocketOptions = {
  createSocket: () => SocketLike;
  delays: LiveDelays;
  onOnline: () => void;
  onEvent: (event: LiveEvent) => void;
  onLost: () => void;
  onStatus: (status: LiveStatus) => void;
};

/**
 * One WebSocket after another: connects, notices when the other side is gone, and tries again until stopped. It is online from the
 * server's `hello` on. After a loss it is "connecting" until the first try has failed, and "offline" from then on.
 */
export class LiveSocket {
  status: LiveStatus = "connecting";
  private socket: SocketLike | null = null;
  private failures = 0;
  private isStarted = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private aliveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: LiveSocketOptions) {}

  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.connect();
  }

  stop(): void {
    this.isStarted = false;
    clearTimeout(this.retryTimer);
    this.drop();
  }

  /** False when there is no connection to send on. */
  send(request: LiveRequest): boolean {
    if (this.status !== "online" || !this.socket) return false;
    this.socket.send(JSON.stringify(request));
    return true;
  }

  /** Something hints that the world has changed (woke up, network is back, no answer): find out now rather than at the next beat. */
  check(): void {
    if (!this.isStarted) return;
    if (this.status === "online") this.ask(this.options.delays.doubtMs);
    else if (!this.socket) this.connect();
  }

  private connect(): void {
    clearTimeout(this.retryTimer);
    const socket = this.options.createSocket();
    this.socket = socket;
    socket.onmessage = ({ data }) => this.receive(data);
    // Whoever is signed out is turned away again, however often they come.
    socket.onclose = ({ code }) => (code === signedOutCode ? this.stop() : this.lose());
    // Says nothing that the close after it does not say.
    socket.onerror = () => {};
    this.expect(this.options.delays.connectMs);
  }

  private receive(frame: unknown): void {
    this.beatLater();
    const event = parseLiveEvent(frame);
    if (event === null || event.type === "pong") return;
    if (event.type === "hello") this.becomeOnline();
    this.options.onEvent(event);
  }

  private becomeOnline(): void {
    this.failures = 0;
    this.setStatus("online");
    this.options.onOnline();
  }

  private beatLater(): void {
    clearTimeout(this.aliveTimer);
    const { heartbeatMs, answerMs } = this.options.delays;
    this.aliveTimer = setTimeout(() => this.ask(answerMs), heartbeatMs);
  }

  private ask(withinMs: number): void {
    this.send({ type: "ping" });
    this.expect(withinMs);
  }

  /** Any frame counts as a sign of life; without one in time the socket is given up, whatever it says of itself. */
  private expect(withinMs: number): void {
    clearTimeout(this.aliveTimer);
    this.aliveTimer = setTimeout(() => this.lose(), withinMs);
  }

  private lose(): void {
    const wasOnline = this.status === "online";
    this.drop();
    if (!this.isStarted) return;
    this.setStatus(wasOnline ? "connecting" : "offline");
    this.retryTimer = setTimeout(() => this.connect(), this.options.delays.retryMs(this.failures));
    this.failures += 1;
    if (wasOnline) this.options.onLost();
  }

  private drop(): void {
    clearTimeout(this.aliveTimer);
    const { socket } = this;
    this.socket = null;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  private setStatus(status: LiveStatus): void {
    if (this.status === status) return;
    this.status = status;
    this.options.onStatus(status);
  }
}
