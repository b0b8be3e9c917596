import { PostFailed } from "@/components/live/pending-posts";
import { randomText } from "@/lib/model";
import { type ChatActivity, channelDataOf, withoutLocalData } from "./chat-activity";

type Observer<Value> = { next?: (value: Value) => void; error?: (error: Error) => void; complete?: () => void };
type Observable<Value> = { subscribe: (observer: Observer<Value>) => { unsubscribe: () => void } };

const connecting = 1;
const online = 2;

type ChatConnectionOptions = {
  /** Resolves with the id that the server gave. */
  post: (activity: ChatActivity) => Promise<string>;
  /** What the chat holds now, in order. Web Chat drops what it knows by id, so it may come more than once. */
  replay: () => ChatActivity[];
};

/**
 * What Web Chat calls `directLine` (protocols §1.6): its view of the page's live connection.
 * It is online from its first subscriber on, and stays so: when the status falls back to "connecting" Web Chat cancels what it
 * is sending and ignores what is typed. The pane tells of a lost connection itself, and a message that cannot be sent fails by itself.
 */
export class ChatConnection {
  private status = connecting;
  private readonly activityObservers = new Set<Observer<ChatActivity>>();
  private readonly statusObservers = new Set<Observer<number>>();

  constructor(private readonly options: ChatConnectionOptions) {}

  readonly activity$: Observable<ChatActivity> = {
    subscribe: (observer) => {
      this.activityObservers.add(observer);
      for (const activity of this.options.replay()) observer.next?.(activity);
      this.goOnline();
      return { unsubscribe: () => this.activityObservers.delete(observer) };
    },
  };

  readonly connectionStatus$: Observable<number> = {
    subscribe: (observer) => {
      this.statusObservers.add(observer);
      observer.next?.(this.status);
      return { unsubscribe: () => this.statusObservers.delete(observer) };
    },
  };

  /** Shows an activity, or a new version of one. */
  push(activity: ChatActivity): void {
    for (const observer of this.activityObservers) observer.next?.(activity);
  }

  postActivity(activity: ChatActivity): Observable<string> {
    const posted = { ...activity, channelData: withoutLocalData(channelDataOf(activity)) };
    return {
      subscribe: (observer) => {
        this.options.post(posted).then(
          (activityId) => {
            observer.next?.(activityId);
            observer.complete?.();
          },
          (failure: unknown) => observer.error?.(failure instanceof Error ? failure : new PostFailed(String(failure), "internal")),
        );
        // A post cannot be taken back.
        return { unsubscribe: () => undefined };
      },
    };
  }

  /** Asked for by sign-in cards only. */
  getSessionId(): Observable<string> {
    return {
      subscribe: (observer) => {
        observer.next?.(randomText(24));
        observer.complete?.();
        return { unsubscribe: () => undefined };
      },
    };
  }

  // Web Chat calls this without asking whether it is there. The live connection belongs to the page, and outlives the chat.
  end(): void {}

  private goOnline(): void {
    if (this.status === online) return;
    this.status = online;
    for (const observer of this.statusObservers) observer.next?.(online);
  }
}
