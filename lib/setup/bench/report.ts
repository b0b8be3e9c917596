import type { Summary } from "./stats";

export type Unit = "ms" | "turns/s" | "requests/s" | "KB" | "MB" | "%";

/** What we would like to be true of the median (or of a single value). */
export type Aim = { kind: "below" | "above"; value: number };

export type Measured = { name: string } & Summary;

/** One line of the report: a measurement and, from the same run, what could not be done without. */
export type BenchRow = {
  part: Part;
  name: string;
  unit: Unit;
  measured: Summary;
  floor: Measured | null;
  aim: Aim | null;
};

/** The parts of the bench, in the order they run. */
const parts = ["turn", "throughput", "channels", "memory", "start", "script", "paint", "history", "people", "privacy"] as const;
export type Part = (typeof parts)[number];

export type BenchReport = {
  at: string;
  machine: { cpu: string; cores: number; memoryGb: number; node: string };
  isQuick: boolean;
  rows: BenchRow[];
  /** What the numbers mean, and claims that were checked. */
  notes: string[];
};

/** What one part found. */
export type PartResult = { rows: BenchRow[]; notes: string[] };

export function isMet({ measured, aim }: Pick<BenchRow, "measured" | "aim">): boolean | null {
  if (aim === null) return null;
  return aim.kind === "below" ? measured.median < aim.value : measured.median > aim.value;
}
