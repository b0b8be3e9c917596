import type { AuditEntry, AuditFault } from "@/lib/model";
import { type ChainEnd, hashOf } from "./chain";

/** An entry as it was read: null where the row is none any more. */
export type ReadEntry = {
  seq: number;
  hash: string;
  entry: AuditEntry | null /** Whom the table beside it names, in order. */;
  refs: readonly string[];
};

/** Goes through a chain entry by entry and says what is wrong. Knows nothing of what should follow the last. */
export class ChainCheck {
  private end: ChainEnd;
  checked = 0;
  firstSeq: number | null = null;

  constructor(
    private readonly start: ChainEnd,
    private readonly report: (fault: AuditFault) => void,
  ) {
    this.end = start;
  }

  /** Takes entries in the order of their numbers. */
  take({ seq, hash, entry, refs }: ReadEntry): void {
    this.checked++;
    if (seq <= this.start.seq) this.report({ kind: "before-checkpoint", seq });
    else this.follow({ seq, hash, entry, refs });
  }

  private follow({ seq, hash, entry, refs }: ReadEntry): void {
    this.firstSeq ??= seq;
    const isNext = seq === this.end.seq + 1;
    if (!isNext) this.report({ kind: "missing", seq: this.end.seq + 1, upTo: seq - 1 });
    if (entry === null || hashOf(entry) !== hash) this.report({ kind: "edited", seq });
    else if (isNext && entry.prevHash !== this.end.hash) this.report({ kind: "unlinked", seq });
    if (entry !== null && !isSame(entry.subjects, refs)) this.report({ kind: "subjects", seq });
    this.end = { seq, hash };
  }

  /** Where the chain ends, as far as it was gone through. */
  get last(): ChainEnd {
    return this.end;
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && [...some].sort().every((one, index) => one === others[index]);
}
