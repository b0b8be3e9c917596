import type { ErasuresTold, ToldErasure } from "@/lib/model";

/** What the server said last of how far erasures have come, to any tab of this browser. */
const epochKey = "turnscope:erasure-epoch";
/** Where this browser keeps people (components/settings), which is more than every page needs to know of them. */
const peopleKeys = ["turnscope:recent", "turnscope:personas"];

export const keepsPeople = (): boolean => peopleKeys.some((key) => (kept(key) ?? "[]") !== "[]");

function kept(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    // Browsers throw here when site data is blocked; then nobody is kept either.
    return null;
  }
}

function keep(epoch: string): void {
  try {
    window.localStorage.setItem(epochKey, epoch);
  } catch {
    // Full or blocked: the next visit takes it that an erasure was missed, and forgets whom it keeps.
  }
}

export type ErasureWatch = {
  /** What this tab, or the whole browser while it had no tab here, has missed of what pages were told; null when nobody can tell that any more. */
  missed(told: ErasuresTold): ToldErasure[] | null;
  /** Whoever has dropped what was erased has missed nothing. */
  note(epoch: string): void;
};

/** `hasKept`: whether this browser kept people before this tab came. A browser that knew nobody has nothing to forget. */
export function watchErasures(hasKept: boolean): ErasureWatch {
  let toldTab: string | null = null;
  return {
    missed({ erasureEpochs, recentErasures }) {
      const known = toldTab ?? (hasKept ? kept(epochKey) : erasureEpochs.at(-1));
      // Who was greeted while an erasure was made may not have been told of it, though their epoch is the newest: to drop twice does no harm.
      const first = recentErasures.findIndex(({ before }) => known && before.includes(known));
      if (first !== -1) return recentErasures.slice(first);
      return known && erasureEpochs.includes(known) ? [] : null;
    },
    note: (epoch) => {
      toldTab = epoch;
      keep(epoch);
    },
  };
}
