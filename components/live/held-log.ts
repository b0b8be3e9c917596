import type { LoggedActivity } from "@/lib/model";

/** Enough for a chat that mounts late to start from, and to recognise what a reconnect sends twice. */
const heldActivities = 60;

/** The newest activities of the conversation that is watched, each position once. */
export class HeldLog {
  watermark: number | null = null;
  private held = new Map<number, LoggedActivity>();

  clear(): void {
    this.watermark = null;
    this.held.clear();
  }

  /** Takes in what the server sent and gives back what is new: unknown positions, and known ones whose activity the bot has changed. */
  accept(activities: readonly LoggedActivity[], watermark: number): LoggedActivity[] {
    const fresh = activities.filter((logged) => this.isNews(logged)).sort((a, b) => a.position - b.position);
    for (const logged of fresh) this.held.set(logged.position, logged);
    this.watermark = Math.max(watermark, this.watermark ?? 0);
    this.forgetOldest();
    return fresh;
  }

  newest(): LoggedActivity[] {
    return [...this.held.values()].sort((a, b) => a.position - b.position);
  }

  private isNews({ position, activity }: LoggedActivity): boolean {
    const known = this.held.get(position);
    return known === undefined || JSON.stringify(known.activity) !== JSON.stringify(activity);
  }

  private forgetOldest(): void {
    const excess = this.held.size - heldActivities;
    if (excess <= 0) return;
    const oldest = [...this.held.keys()].sort((a, b) => a - b).slice(0, excess);
    for (const position of oldest) this.held.delete(position);
  }
}
