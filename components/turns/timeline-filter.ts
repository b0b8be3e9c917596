import type { Scope } from "@/lib/model";
import type { TimelineItem } from "./timeline";

export const timelineKinds = ["all", "changed", "failed", "by-hand"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export const kindLabels: Record<TimelineKind, string> = {
  all: "All turns",
  changed: "That changed state",
  failed: "That failed",
  "by-hand": "Made by hand",
};

/** Each part narrows what is shown; null and the empty text do not. */
export type TimelineFilter = {
  kind: TimelineKind;
  scope: Scope | null;
  /** A place in the state, with or without its first slash. */
  path: string;
  slowerThanMs: number | null;
  userId: string | null;
};

export const noFilter: TimelineFilter = { kind: "all", scope: null, path: "", slowerThanMs: null, userId: null };

/** How many parts of a filter narrow, besides its kind. */
export function countNarrowing({ scope, path, slowerThanMs, userId }: TimelineFilter): number {
  return [scope, path.trim() || null, slowerThanMs, userId].filter((part) => part !== null).length;
}

/** `atPath` holds the keys of what changed the filter's path; null while no path is asked for. */
export function isShown(item: TimelineItem, filter: TimelineFilter, atPath: ReadonlySet<string> | null): boolean {
  if (!isOfKind(item, filter.kind)) return false;
  if (atPath !== null) {
    if (!atPath.has(item.key)) return false;
  } else if (filter.scope !== null && countsOf(item)[filter.scope] === undefined) return false;
  if (filter.slowerThanMs !== null && (item.kind === "write" || (item.turn.durationMs ?? 0) <= filter.slowerThanMs)) return false;
  return filter.userId === null || (item.kind === "turn" && item.turn.userId === filter.userId);
}

const countsOf = (item: TimelineItem) => (item.kind === "turn" ? item.turn.counts : item.write.counts);

function isOfKind(item: TimelineItem, kind: TimelineKind): boolean {
  if (kind === "all") return true;
  if (kind === "by-hand") return item.kind === "write";
  if (kind === "failed") return item.kind === "turn" && item.turn.outcome !== "completed" && item.turn.outcome !== "running";
  return Object.keys(countsOf(item)).length > 0;
}
