import { isJsonObject, type LiveRequest, type LoggedActivity, type Problem, randomText } from "@/lib/model";
import type { LiveDelays } from "./live-delays";

export type Posted = { activityId: string };

/** The code of a post that failed because there was nobody to take it. */
export const connectionLost = "connection_lost";

/** A post that the server refused (`code` says why) or that never got an answer. */
export class PostFailed extends Error {
  override readonly name = "PostFailed";

  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

type Pending = {
  request: LiveRequest & { type: "post" };
  clientActivityId: string | null;
  /** `unsure`: sent on a connection that was lost before the answer. */
  state: "waiting" | "sent" | "unsure";
  timer: ReturnType<typeof setTimeout> | undefined;
  resolve: (posted: Posted) => void;
  reject: (failure: PostFailed) => void;
};

type PendingPostsOptions = {
  delays: LiveDelays;
  /** False when there is no connection. */
  send: (request: LiveRequest) => boolean;
  /** A post was not answered in good time. */
  onSilence: () => void;
};

/** The id that a client gives an activity, by which its echo, and a second copy of the post, are known. */
function clientActivityIdOf(activity: unknown): string | null {
  if (!isJsonObject(activity) || !isJsonObject(activity.channelData)) return null;
  const { clientActivityID } = activity.channelData;
  return typeof clientActivityID === "string" ? clientActivityID : null;
}

/** Posts on their way to the server. Each ends exactly once: answered, seen in the log, refused, or given up. */
export class PendingPosts {
  private readonly pending = new Map<string, Pending>();

  constructor(private readonly options: PendingPostsOptions) {}

  post(conversationId: string, activity: unknown): Promise<Posted> {
    const request = { type: "post" as const, requestId: randomText(12), conversationId, activity };
    return new Promise((resolve, reject) => {
      const pending: Pending = {
        request,
        clientActivityId: clientActivityIdOf(activity),
        state: "waiting",
        timer: undefined,
        resolve,
        reject,
      };
      const isBehindOthers = this.heldBack().length > 0;
      this.pending.set(request.requestId, pending);
      if (!isBehindOthers) this.trySend(pending);
      if (pending.state === "waiting") this.giveUpLater(pending);
    });
  }

  answered(requestId: string, activityId: string): void {
    this.settle(requestId)?.resolve({ activityId });
  }

  refused(requestId: string, problem: Problem): void {
    this.settle(requestId)?.reject(new PostFailed(problem.detail, problem.code));
  }

  /** What is in the log has arrived, even if the answer to its post was lost. */
  seen(activities: readonly LoggedActivity[]): void {
    if (this.pending.size === 0) return;
    const ids = new Map(activities.map(({ activity }) => [clientActivityIdOf(activity), activity.id]));
    for (const { clientActivityId, request } of [...this.pending.values()]) {
      const activityId = clientActivityId === null ? undefined : ids.get(clientActivityId);
      if (activityId !== undefined) this.answered(request.requestId, activityId);
    }
  }

  /** The connection is gone: whether what was sent arrived is not known until it is back. */
  connectionLost(): void {
    for (const pending of this.pending.values()) {
      if (pending.state !== "sent") continue;
      pending.state = "unsure";
      this.giveUpLater(pending);
    }
  }

  /**
   * The connection is back and the log is caught up. What was held back is sent, again if need be: the server knows a second
   * copy by its clientActivityID. One without such an id might be doubled, so it fails instead.
   */
  connectionResumed(): void {
    for (const pending of this.heldBack()) {
      if (pending.state === "unsure" && pending.clientActivityId === null) this.giveUp(pending);
      else this.trySend(pending);
    }
  }

  private heldBack(): Pending[] {
    return [...this.pending.values()].filter(({ state }) => state !== "sent");
  }

  private trySend(pending: Pending): void {
    if (!this.options.send(pending.request)) return;
    pending.state = "sent";
    clearTimeout(pending.timer);
    pending.timer = setTimeout(() => this.options.onSilence(), this.options.delays.postGraceMs);
  }

  private giveUpLater(pending: Pending): void {
    clearTimeout(pending.timer);
    pending.timer = setTimeout(() => this.giveUp(pending), this.options.delays.postGraceMs);
  }

  private giveUp({ request }: Pending): void {
    this.settle(request.requestId)?.reject(
      new PostFailed("There is no connection to the server; the message was not sent.", connectionLost),
    );
  }

  private settle(requestId: string): Pending | undefined {
    const pending = this.pending.get(requestId);
    clearTimeout(pending?.timer);
    this.pending.delete(requestId);
    return pending;
  }
}
