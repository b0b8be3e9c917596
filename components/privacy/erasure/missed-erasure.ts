import type { ToldErasure } from "@/lib/model";

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
  missed(epoch: string, recent: readonly ToldErasure[]): ToldErasure[] | null;
  /** Whoever has dropped what was erased has missed nothing. */
  note(epoch: string): void;
};

/** `hasKept`: whether this browser kept people before this tab came. A browser that knew nobody has nothing to forget. */
export function watchErasures(hasKept: boolean): ErasureWatch {
  let toldTab: string | null = null;
  return {
    missed(epoch, recent) {
      const known = toldTab ?? (hasKept ? kept(epochKey) : epoch);
      if (known === epoch) return [];
      const first = recent.findIndex(({ before }) => before !== null && before === known);
      return first !== -1 && recent.at(-1)?.erasureEpoch === epoch ? recent.slice(first) : null;
    },
    note: (epoch) => {
      toldTab = epoch;
      keep(epoch);
    },
  };
}
