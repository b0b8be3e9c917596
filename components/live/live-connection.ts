import type { LiveEvent, LoggedActivity } from "@/lib/model";
import { retryDelayMs } from "./backoff";
import { HeldLog } from "./held-log";
import type { LiveDelays } from "./live-delays";
import { LiveSocket, type LiveStatus, type SocketLike } from "./live-socket";
import { PendingPosts, type Posted } from "./pending-posts";

export type Watched = { conversationId: string; userId: string };
export type LiveEventOf<Type extends LiveEvent["type"]> = Extract<LiveEvent, { type: Type }>;
type Listener = (event: LiveEvent) => void;

export type LiveConnectionOptions = { createSocket: () => SocketLike; delays?: Partial<LiveDelays> };

const defaultDelays: LiveDelays = {
  heartbeatMs: 15_000,
  answerMs: 10_000,
  doubtMs: 2_000,
  connectMs: 5_000,
  postGraceMs: 3_000,
  retryMs: retryDelayMs,
};

/**
 * The page's one connection to the server (protocol: lib/model/live.ts). It comes back by itself after a break and goes on from
 * where it was: listeners get every activity of the conversation they watch once, in order, and again only when the bot changed it.
 */
export class LiveConnection {
  private readonly socket: LiveSocket;
  private readonly posts: PendingPosts;
  private readonly log = new HeldLog();
  private readonly listeners = new Map<LiveEvent["type"], Set<Listener>>();
  private readonly statusListeners = new Set<() => void>();
  private watched: Watched | null = null;

  constructor({ createSocket, delays = {} }: LiveConnectionOptions) {
    const allDelays = { ...defaultDelays, ...delays };
    this.socket = new LiveSocket({
      createSocket,
      delays: allDelays,
      onOnline: () => this.resume(),
      onEvent: (event) => this.receive(event),
      onLost: () => this.posts.connectionLost(),
      onStatus: () => {
        for (const listener of this.statusListeners) listener();
      },
    });
    this.posts = new PendingPosts({
      delays: allDelays,
      send: (request) => this.socket.send(request),
      onSilence: () => this.socket.check(),
    });
  }

  get status(): LiveStatus {
    return this.socket.status;
  }

  start(): void {
    this.socket.start();
  }

  stop(): void {
    this.socket.stop();
  }

  /** Tells the connection that the network or the machine may have been away. */
  check(): void {
    this.socket.check();
  }

  onStatus(listener: () => void): () => void {
    this.statusListeners.add(listener);
    return () => this.statusListeners.delete(listener);
  }

  on<Type extends LiveEvent["type"]>(type: Type, listener: (event: LiveEventOf<Type>) => void): () => void {
    const ofType: Listener = (event) => {
      if (isOfType(event, type)) listener(event);
    };
    const listeners = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, listeners.add(ofType));
    return () => listeners.delete(ofType);
  }

  /** Follows one conversation as one person, in place of any other; answered by a `watching` event, now and after each break. */
  watch(watched: Watched): void {
    this.watched = watched;
    this.log.clear();
    this.socket.send({ type: "watch", ...watched, watermark: null });
  }

  unwatch(): void {
    this.watched = null;
    this.log.clear();
    this.socket.send({ type: "unwatch" });
  }

  /** The newest activities of a conversation, oldest first, for a listener that comes late; none when it is not the one watched. */
  newestActivities(conversationId: string): LoggedActivity[] {
    return this.isWatched(conversationId) ? this.log.newest() : [];
  }

  /** Resolves when the activity is in the log; rejects with `PostFailed`. */
  post(conversationId: string, activity: unknown): Promise<Posted> {
    return this.posts.post(conversationId, activity);
  }

  private resume(): void {
    if (this.watched) this.socket.send({ type: "watch", ...this.watched, watermark: this.log.watermark });
    else this.posts.connectionResumed();
    // Whatever happened to the list of conversations before this was not heard here.
    this.emit({ type: "conversations" });
  }

  private receive(event: LiveEvent): void {
    if (event.type === "posted") this.posts.answered(event.requestId, event.activityId);
    else if (event.type === "watching") this.receiveWatching(event);
    else if (event.type === "activities") this.receiveActivities(event);
    else if (event.type === "refused") this.receiveRefused(event);
    else this.emit(event);
  }

  private receiveWatching(event: LiveEventOf<"watching">): void {
    // The answer for a conversation that was left in the meantime.
    if (!this.isWatched(event.conversation.conversationId)) return;
    if (event.isReset) this.log.clear();
    const activities = this.log.accept(event.activities, event.watermark);
    this.posts.seen(activities);
    this.posts.connectionResumed();
    this.emit({ ...event, activities });
  }

  private receiveActivities(event: LiveEventOf<"activities">): void {
    if (!this.isWatched(event.conversationId)) return;
    const activities = this.log.accept(event.activities, event.watermark);
    this.posts.seen(activities);
    if (activities.length > 0) this.emit({ ...event, activities });
  }

  private receiveRefused(event: LiveEventOf<"refused">): void {
    const { requestId, problem } = event;
    if (requestId !== null) this.posts.refused(requestId, problem);
    // A watch that was refused: nothing will follow it, so what waits for it goes now.
    else this.posts.connectionResumed();
    this.emit(event);
  }

  private isWatched(conversationId: string): boolean {
    return this.watched?.conversationId === conversationId;
  }

  private emit(event: LiveEvent): void {
    for (const listener of this.listeners.get(event.type) ?? []) listener(event);
  }
}

function isOfType<Type extends LiveEvent["type"]>(event: LiveEvent, type: Type): event is LiveEventOf<Type> {
  return event.type === type;
}
