import { type Activity, isShownInChat, type LoggedActivity } from "@/lib/model";

/** Web Chat redraws all it holds with each message, so it holds this many at rest … */
export const restingSize = 40;
/** … and lets the oldest go when it has this many. */
export const largestSize = 60;

/** The part of the log that is in the chat: an unbroken run, up to the newest. */
export class ChatWindow {
  private held: LoggedActivity[] = [];

  /** Something of the conversation lies before what is held. */
  get hasEarlier(): boolean {
    return this.firstPosition > 0;
  }

  get firstPosition(): number {
    return this.held[0]?.position ?? 0;
  }

  get size(): number {
    return this.held.length;
  }

  all(): readonly LoggedActivity[] {
    return this.held;
  }

  find(activityId: string): LoggedActivity | undefined {
    return this.held.find(({ activity }) => activity.id === activityId);
  }

  /** Takes in newer activities, or new versions of held ones; gives back those that belong in the window. */
  add(activities: readonly LoggedActivity[]): LoggedActivity[] {
    const { firstPosition } = this;
    const accepted = activities.filter(({ position }) => position >= firstPosition);
    this.merge(accepted);
    return accepted;
  }

  addEarlier(activities: readonly LoggedActivity[]): void {
    this.merge(activities);
  }

  /** Lets the oldest go until `size` are left, and gives them back. */
  trim(size: number): LoggedActivity[] {
    return this.held.splice(0, Math.max(0, this.held.length - size));
  }

  private merge(activities: readonly LoggedActivity[]): void {
    const byPosition = new Map(this.held.map((logged) => [logged.position, logged]));
    for (const logged of activities) byPosition.set(logged.position, logged);
    this.held = [...byPosition.values()].sort((a, b) => a.position - b.position);
  }
}

const typingShownMs = 5_000;

/** Whether Web Chat gets the activity at all. A typing that is over would start its animation again. */
export function isForChat(activity: Activity, nowMs: number): boolean {
  if (activity.type === "typing") return nowMs - Date.parse(activity.timestamp) < typingShownMs;
  return isShownInChat(activity);
}
