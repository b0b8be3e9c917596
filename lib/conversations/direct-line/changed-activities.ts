import { processSingleton } from "@/lib/env";
import { type BusEvent, bus } from "@/lib/live";
import { randomText } from "@/lib/model";

type Changed = { change: number; position: number };
type Conversation = { count: number; latest: Map<string, Changed> };

/** Conversations whose bots changed something, the latest ones. */
const maxConversations = 1_000;

/**
 * Which activities bots changed or took back, so that a reader who is past them can be told. Only the latest change of an activity counts.
 * Changes are counted by conversation, in this process: `epoch` tells its counts from those of an earlier one.
 */
export class ChangedActivities {
  readonly epoch = randomText(4);
  private readonly conversations = new Map<string, Conversation>();

  constructor() {
    bus().subscribe((event) => this.note(event));
  }

  count(conversationId: string): number {
    return this.conversations.get(conversationId)?.count ?? 0;
  }

  /** Ids of activities before position `before` that were changed after change number `since`, in the order of their changes. */
  listSince(conversationId: string, { since, before }: { since: number; before: number }): string[] {
    const latest = [...(this.conversations.get(conversationId)?.latest ?? [])];
    const unseen = latest.filter(([, { change, position }]) => change > since && position < before);
    return unseen.sort(([, one], [, other]) => one.change - other.change).map(([id]) => id);
  }

  /** A change is announced with watermark 0. */
  private note(event: BusEvent): void {
    if (event.type !== "activities" || event.watermark !== 0) return;
    const { conversationId, activities } = event;
    const known = this.conversations.get(conversationId) ?? { count: 0, latest: new Map() };
    for (const { position, activity } of activities) known.latest.set(activity.id, { change: ++known.count, position });
    this.conversations.delete(conversationId);
    this.conversations.set(conversationId, known);
    const [oldest] = this.conversations.keys();
    if (this.conversations.size > maxConversations && oldest !== undefined) this.conversations.delete(oldest);
  }
}

/** Those of this process. It listens from the first reader on: before that nobody can have missed a change. */
export function changedActivities(): ChangedActivities {
  return processSingleton("changed-activities", () => new ChangedActivities());
}
