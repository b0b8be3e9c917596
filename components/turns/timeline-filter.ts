import type { TimelineItem } from "./timeline";

export const timelineFilters = ["all", "changed", "failed", "by-hand"] as const;
export type TimelineFilter = (typeof timelineFilters)[number];

export const filterLabels: Record<TimelineFilter, string> = {
  all: "All turns",
  changed: "That changed state",
  failed: "That failed",
  "by-hand": "Made by hand",
};

export function isShown(item: TimelineItem, filter: TimelineFilter): boolean {
  if (filter === "all") return true;
  if (filter === "by-hand") return item.kind === "write";
  if (filter === "failed") return item.kind === "turn" && item.turn.outcome !== "completed" && item.turn.outcome !== "running";
  return Object.keys(item.kind === "turn" ? item.turn.counts : item.write.counts).length > 0;
}
