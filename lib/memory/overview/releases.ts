import type { Release } from "@/lib/model";
import { dailyPeople, type PathDays } from "./daily-people";

type VersionedWrite = { seq: number; at: string; version: string };

/** A path with the version of the bot that wrote it first and last; null where no turn did, or the bot has no version. */
export type DatedPath = { id: string; first: VersionedWrite | null; last: VersionedWrite | null };

const maxReleases = 12;

/**
 * The versions of a bot, in the order in which they are first seen writing a path first or last. No table lists releases: the paths tell of
 * them, and a version that was neither the first nor the last to write anything made no difference to the dictionary.
 */
export function listReleases(paths: readonly DatedPath[]): Release[] {
  const writes = paths.flatMap(({ first, last }) => [first, last]).filter((write) => write !== null);
  const begins = new Map<string, VersionedWrite>();
  for (const write of writes.sort((one, other) => one.seq - other.seq)) if (!begins.has(write.version)) begins.set(write.version, write);
  const versions = [...begins.values()];
  const releases = versions.map(({ version, at }, index): Release => {
    const before = versions[index - 1]?.version;
    return {
      version,
      since: at,
      newPaths: paths.filter(({ first }) => first?.version === version).map(({ id }) => id),
      vanishedPaths: before === undefined ? [] : paths.filter(({ last }) => last?.version === before).map(({ id }) => id),
    };
  });
  return releases.slice(-maxReleases);
}

/** How many people had a path when each version gave way to the next; with the last one, now. */
export function peopleByRelease(changes: PathDays, releases: readonly Release[], now: number): number[] {
  const ends = releases.slice(1).map(({ since }) => since.slice(0, 10));
  return releases.length === 0 ? [] : [...dailyPeople(changes, ends), now];
}
