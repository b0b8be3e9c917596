import { listHistory } from "@/components/api/client";
import type { LiveConnection } from "@/components/live/live-connection";
import { connectionLost, PostFailed } from "@/components/live/pending-posts";
import { type LoggedActivity, type Persona, randomText } from "@/lib/model";
import { type ChatActivity, channelDataOf, toChatActivity } from "./chat-activity";
import { ChatConnection } from "./chat-connection";
import { type ChatStore, createChatStore, removeActivities, retryOfKey } from "./chat-store";
import { ChatWindow, isForChat, largestSize, restingSize } from "./chat-window";
import { TurnStore } from "./turn-store";

const earlierPageSize = 40;

export type ChatSessionState = { hasEarlier: boolean; isLoadingEarlier: boolean; refusal: string | null };

type ChatSessionOptions = {
  live: LiveConnection;
  conversationId: string;
  user: Persona;
  loadHistory?: typeof listHistory;
  /** Runs work when nothing more urgent waits. */
  whenIdle?: (work: () => void) => void;
};

/** One conversation in the chat, as one person: what Web Chat holds of it, and what goes between it and the server. */
export class ChatSession {
  /** Web Chat is mounted anew for each session. */
  readonly key = randomText(8);
  readonly store: ChatStore;
  readonly connection: ChatConnection;
  readonly turns = new TurnStore((activityId) => this.turnOf(activityId));
  private readonly window = new ChatWindow();
  private readonly listeners = new Set<() => void>();
  /** Which id Web Chat knows a retried message by, for the id under which it was first posted. */
  private readonly retriedAs = new Map<string, string>();
  private failedActivityIds: ReadonlySet<string> = new Set();
  private isAtEnd = true;
  private state: ChatSessionState = { hasEarlier: false, isLoadingEarlier: false, refusal: null };

  constructor(private readonly options: ChatSessionOptions) {
    this.store = createChatStore((sentence) => this.refuse(sentence));
    this.connection = new ChatConnection({ post: (activity) => this.post(activity), replay: () => this.toChat(this.window.all()) });
  }

  get conversationId(): string {
    return this.options.conversationId;
  }

  /** Follows the conversation until the returned function is called. */
  start(): () => void {
    const { live, conversationId } = this.options;
    this.receive(live.newestActivities(conversationId));
    const leave = [
      live.on("watching", ({ conversation, isReset, activities }) => {
        if (conversation.conversationId !== conversationId) return;
        if (isReset) this.forgetUnlessJoined(activities);
        this.receive(activities);
      }),
      live.on("activities", (event) => event.conversationId === conversationId && this.receive(event.activities)),
    ];
    return () => {
      for (const stop of leave) stop();
    };
  }

  getState = (): ChatSessionState => this.state;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  turnOf(activityId: string): number | null {
    return this.window.find(activityId)?.turn ?? null;
  }

  /** Tells the person that something was not done, and why. */
  refuse(sentence: string): void {
    this.setState({ refusal: sentence });
  }

  dismissRefusal(): void {
    this.setState({ refusal: null });
  }

  /** Activities that are not messages have no place in the chat, unless the bot failed at them. */
  showFailures(activityIds: ReadonlySet<string>): void {
    const before = this.failedActivityIds;
    this.failedActivityIds = activityIds;
    const news = this.window.all().filter(({ activity }) => activityIds.has(activity.id) && !before.has(activity.id));
    this.show(news.filter(({ activity }) => !isForChat(activity, Date.now())));
  }

  async loadEarlier(): Promise<void> {
    if (this.state.isLoadingEarlier || !this.window.hasEarlier) return;
    this.setState({ isLoadingEarlier: true });
    const { conversationId, loadHistory = listHistory } = this.options;
    try {
      const earlier = await loadHistory(conversationId, { before: this.window.firstPosition, limit: earlierPageSize });
      this.window.addEarlier(earlier);
      // Newest first: should they be drawn in two goes, those of the second come above those of the first.
      this.show(earlier.toReversed());
      // React would draw a change of our own state at once, and the messages in two goes: first the one that is through by then.
      await new Promise((resolve) => setTimeout(resolve));
    } catch (error) {
      this.refuse(`Earlier messages did not load. ${error instanceof Error ? error.message : ""}`.trim());
    }
    this.setState({ isLoadingEarlier: false, hasEarlier: this.window.hasEarlier });
  }

  /** Whether the newest message is in view. Only then may old ones go: one who reads further up must not lose the place. */
  setAtEnd(isAtEnd: boolean): void {
    this.isAtEnd = isAtEnd;
    this.trimLater();
  }

  private receive(activities: readonly LoggedActivity[]): void {
    // To open a conversation is to draw what it opens with; more than it rests with is not worth the wait.
    const news = this.window.size === 0 ? activities.slice(-restingSize) : activities;
    this.show(this.window.add(news));
    if (this.state.hasEarlier !== this.window.hasEarlier) this.setState({ hasEarlier: this.window.hasEarlier });
    this.trimLater();
  }

  private trimLater(): void {
    if (!this.isAtEnd || this.window.size <= largestSize) return;
    const { whenIdle = requestIdleWork } = this.options;
    whenIdle(() => {
      if (this.isAtEnd && this.window.size > largestSize) this.remove(this.window.trim(restingSize));
    });
  }

  /** The server starts anew: what is held stays only when the new activities follow on from it. */
  private forgetUnlessJoined(activities: readonly LoggedActivity[]): void {
    const held = this.window.all().at(-1)?.position;
    if (held === undefined) return;
    const [first, last] = [activities[0]?.position, activities.at(-1)?.position];
    const isJoined = first !== undefined && last !== undefined && first <= held + 1 && last >= held;
    if (!isJoined) this.remove(this.window.trim(0));
  }

  private remove(activities: readonly LoggedActivity[]): void {
    removeActivities(
      this.store,
      activities.map(({ activity }) => activity.id),
    );
    this.setState({ hasEarlier: this.window.hasEarlier });
  }

  private show(activities: readonly LoggedActivity[]): void {
    const deleted = activities.filter(({ activity }) => activity.type === "messageDelete");
    removeActivities(
      this.store,
      deleted.map(({ activity }) => activity.id),
    );
    for (const activity of this.toChat(activities)) this.connection.push(activity);
  }

  private toChat(activities: readonly LoggedActivity[]): ChatActivity[] {
    const now = Date.now();
    const shown = activities.filter(({ activity }) => isForChat(activity, now) || this.failedActivityIds.has(activity.id));
    return shown.map((logged) => this.asRetried(toChatActivity(logged, this.options.user.id)));
  }

  private asRetried(activity: ChatActivity): ChatActivity {
    const channelData = channelDataOf(activity);
    const retriedAs = this.retriedAs.get(String(channelData.clientActivityID));
    return retriedAs === undefined ? activity : { ...activity, channelData: { ...channelData, clientActivityID: retriedAs } };
  }

  /**
   * A retry is posted under the id of its first try, by which the server knows whether that one had arrived after all.
   * Who speaks is said here, since Web Chat makes up another id for some (those that begin with "dl_").
   */
  private async post(activity: ChatActivity): Promise<string> {
    const { live, conversationId, user } = this.options;
    const { [retryOfKey]: retryOf, ...channelData } = channelDataOf(activity);
    const ownId = channelData.clientActivityID;
    const isRetry = typeof retryOf === "string" && typeof ownId === "string";
    if (isRetry) this.retriedAs.set(retryOf, ownId);
    const clientActivityID = isRetry ? retryOf : ownId;
    const from = { ...activity.from, id: user.id, name: user.name };
    const said = { ...withoutLocale(activity), ...(user.locale !== undefined && { locale: user.locale }) };
    try {
      return (await live.post(conversationId, { ...said, from, channelData: { ...channelData, clientActivityID } })).activityId;
    } catch (error) {
      // Web Chat only says that it failed. A lost connection has its own banner; any other reason is the server's.
      if (error instanceof PostFailed && error.code !== connectionLost) this.refuse(`The message was not sent. ${error.message}`);
      throw error;
    }
  }

  private setState(change: Partial<ChatSessionState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Web Chat says its own language with everything: what the conversation says would never count. */
function withoutLocale({ locale: _, ...activity }: ChatActivity): Partial<ChatActivity> {
  return activity;
}

export function requestIdleWork(work: () => void): void {
  // Safari has no requestIdleCallback.
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 1_000 });
  else setTimeout(work, 100);
}
