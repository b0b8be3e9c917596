import { type BusEvent, bus, type TouchedItem } from "@/lib/live";
import {
  type AllScopes,
  HarnessError,
  type LiveEvent,
  type LiveRequest,
  liveRequest,
  type PostedActivity,
  postedActivity,
  type Scope,
  type StateAddress,
  scopes,
  toProblem,
} from "@/lib/model";
import { countOpenClashes, orderByScope } from "@/lib/state";
import { requireActiveConversation } from "./active-conversation";
import { postActivity } from "./post-activity";
import { readState } from "./read-state";
import { type WatchRequest, watchConversation } from "./watch-conversation";

type Send = (event: LiveEvent) => void;

/** What whoever is at the socket may; throws what an answer to them would be. */
export type LiveGuard = {
  requireWatch(conversationId: string): Promise<void>;
  requirePost(conversationId: string): Promise<void>;
  /** Which account they mean: they may know it by another id than its own. */
  accountOf(asked: { conversationId: string; userId: string }): Promise<string>;
};

/** `heldETags` are those of the scopes the page has, so that a large scope is sent only when it changed. */
type Watched = { request: WatchRequest; address: StateAddress; watermark: number; heldETags: Record<Scope, string | null> };

/**
 * One page's socket. Whatever happens in the conversation it watches is sent in order; what happens while the first answer is
 * being read waits behind it, and what that answer already held is not sent twice.
 */
export class LiveSession {
  private watched: Watched | null = null;
  private tail: Promise<void> = Promise.resolve();
  private isClosed = false;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly send: Send,
    private readonly onError: (error: unknown) => void,
    private readonly guard: LiveGuard,
  ) {
    this.unsubscribe = bus().subscribe((event) => this.enqueue(() => this.forward(event)));
  }

  /** Takes one text frame from the page. */
  receive(frame: string): void {
    const request = parseRequest(frame);
    if (request === null) this.refuse(null, new HarnessError("invalid_request", "This frame is not a request of the live protocol."));
    else if (request.type === "ping") this.tell({ type: "pong" });
    else if (request.type === "post") void this.post(request);
    else this.enqueue(() => this.watch(request));
  }

  close(): void {
    this.unsubscribe();
    this.isClosed = true;
  }

  private tell(event: LiveEvent): void {
    if (!this.isClosed) this.send(event);
  }

  private enqueue(work: () => Promise<void>): void {
    this.tail = this.tail.then(work).catch(this.onError);
  }

  private async post({ requestId, conversationId, activity }: LiveRequest & { type: "post" }): Promise<void> {
    try {
      const posted = postedActivity.safeParse(activity);
      await this.guard.requirePost(conversationId);
      if (!posted.success) throw new HarnessError("invalid_activity", "This is not an activity that can be sent.");
      const sent = await this.fromAccount(conversationId, posted.data);
      const { activityId, finished } = await postActivity(conversationId, await withoutBrowserTime(conversationId, sent));
      finished.catch(this.onError);
      this.tell({ type: "posted", requestId, activityId });
    } catch (error) {
      this.refuse(requestId, error);
    }
  }

  private async fromAccount(conversationId: string, posted: PostedActivity): Promise<PostedActivity> {
    const { from } = posted;
    return from === undefined
      ? posted
      : { ...posted, from: { ...from, id: await this.guard.accountOf({ conversationId, userId: from.id }) } };
  }

  private refuse(requestId: string | null, error: unknown): void {
    const problem = toProblem(error);
    if (problem.code === "internal") this.onError(error);
    this.tell({ type: "refused", requestId, problem });
  }

  private async watch(request: LiveRequest & { type: "watch" | "unwatch" }): Promise<void> {
    this.watched = null;
    if (request.type === "unwatch") return;
    try {
      this.watched = await this.answerWatch(request);
    } catch (error) {
      this.refuse(null, error);
    }
  }

  private async answerWatch(request: WatchRequest): Promise<Watched> {
    await this.guard.requireWatch(request.conversationId);
    const { botId, channelId } = await requireActiveConversation(request.conversationId);
    const userId = await this.guard.accountOf(request);
    const answer = await watchConversation({ ...request, userId });
    this.tell(answer);
    return {
      request,
      address: { botId, channelId, conversationId: request.conversationId, userId },
      watermark: answer.watermark,
      heldETags: eTagsOf(answer.state),
    };
  }

  private async forward(event: BusEvent): Promise<void> {
    if (this.isClosed) return;
    if (event.type === "conversations" || event.type === "person-erased") return this.tell(event);
    const { watched } = this;
    if (event.type === "masking") return this.tell(ofWatched(event, watched));
    if (!watched) return;
    if (event.type === "state") return this.forwardState(event, watched);
    if (event.conversationId !== watched.address.conversationId) return;
    if (event.type === "conversation") return this.watch({ ...watched.request, watermark: watched.watermark });
    if (event.type === "turn" || event.type === "protocol-log") return this.tell(event);
    if (event.type === "lost-values") return this.tell({ ...event, openClashes: await countOpenClashes(event.conversationId) });
    this.forwardActivities(event, watched);
  }

  /** What the first answer held is left out; an activity that the bot changed (watermark 0) is sent again in its place. */
  private forwardActivities(event: BusEvent & { type: "activities" }, watched: Watched): void {
    const isUpdate = event.watermark === 0;
    const activities = isUpdate ? event.activities : event.activities.filter(({ position }) => position >= watched.watermark);
    if (activities.length === 0) return;
    watched.watermark = Math.max(event.watermark, watched.watermark);
    this.tell({ ...event, activities, watermark: watched.watermark });
  }

  private async forwardState(event: BusEvent & { type: "state" }, watched: Watched): Promise<void> {
    const { address, heldETags } = watched;
    const { conversationId, userId } = address;
    const isHere = event.conversationId === conversationId;
    const touched = event.touched.filter((item) => isOwnedBy(item, address));
    if (!isHere && touched.length === 0) return;
    const changes = orderByScope(touched.flatMap((item) => item.changes));
    const { turn, write } = isHere ? event : { turn: null, write: null };
    const current = touched.length === 0 ? null : await readState(conversationId, userId);
    const state = current ? scopesNotHeld(current, heldETags) : {};
    if (current) watched.heldETags = eTagsOf(current);
    this.tell({ type: "state", conversationId, userId, turn, write, changes, state });
  }
}

function eTagsOf(state: AllScopes): Record<Scope, string | null> {
  return Object.fromEntries(scopes.map((scope) => [scope, state[scope].eTag])) as Record<Scope, string | null>;
}

function scopesNotHeld(state: AllScopes, held: Record<Scope, string | null>): Partial<AllScopes> {
  return Object.fromEntries(scopes.flatMap((scope) => (state[scope].eTag === held[scope] ? [] : [[scope, state[scope]]])));
}

function parseRequest(frame: string): LiveRequest | null {
  try {
    return liveRequest.parse(JSON.parse(frame));
  } catch {
    // Malformed JSON and unknown requests are the same to the sender: the caller refuses them by name.
    return null;
  }
}

function isOwnedBy(item: TouchedItem, { botId, channelId, conversationId, userId }: StateAddress): boolean {
  if (item.botId !== botId || item.channelId !== channelId) return false;
  const isUser = item.scope === "conversation" || item.userId === userId;
  const isConversation = item.scope === "user" || item.conversationId === conversationId;
  return isUser && isConversation;
}

/** Web Chat says the browser's time with everything: in a conversation with a time zone of its own that would stand in its place. */
async function withoutBrowserTime(conversationId: string, posted: PostedActivity): Promise<PostedActivity> {
  const { timeZone } = await requireActiveConversation(conversationId);
  if (timeZone === null) return posted;
  const { localTimezone: _, localTimestamp: __, ...rest } = posted;
  return rest;
}

function ofWatched({ botIds, ...told }: BusEvent & { type: "masking" }, watched: Watched | null): LiveEvent {
  return botIds === undefined || !watched || botIds.includes(watched.address.botId) ? told : { ...told, isOfOtherBot: true };
}
