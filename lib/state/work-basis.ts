import { erasuresSoFar } from "@/lib/standing";
import { readItemsAt } from "./read-items-at";
import type { FoundItems, StoreItem } from "./store-item";

/** An item as a bot's write is based on it; `seq` is the newest state write that the bot can have known. */
export type Basis = { text: string | null; eTag: string | null; seq: number };

/** Bots keep what they read for as long as they work, which after a turn may be long. */
const maxItems = 1000;

/** What a bot knows of the items it writes: as it found them stored, or else as they stood when its work began. */
export class WorkBasis {
  private readonly found = new Map<string, Basis>();

  /** How many people had been erased when the work began: it may bring none back who were erased since. */
  readonly beganAt = erasuresSoFar();

  /** `since`: the newest state write when the work began; null where nobody can tell when that was. */
  constructor(readonly since: number | null) {}

  /** The bot has read the item, or knows it since it wrote it. */
  note(id: string, { text, eTag, writeSeq }: { text: string | null; eTag: string | null; writeSeq?: number }): void {
    this.found.delete(id);
    this.found.set(id, { text, eTag, seq: writeSeq ?? this.since ?? 0 });
    const [oldest] = this.found.keys();
    if (this.found.size > maxItems && oldest !== undefined) this.found.delete(oldest);
  }

  /** Of the items that somebody wrote since the bot knew them: what it knew. A bot that never read an item knew it from the start. */
  async overtaken(ids: readonly string[], { stored, owners }: FoundItems): Promise<Map<string, Basis>> {
    const { since } = this;
    const unread = ids.filter((id) => !this.found.has(id) && since !== null && (owners.get(id)?.writeSeq ?? 0) > since);
    const past = await readItemsAt(unread, since ?? 0);
    const overtaken = new Map<string, Basis>();
    for (const id of ids) {
      const known = this.found.get(id);
      if (known && known.eTag !== (stored.get(id)?.eTag ?? null)) overtaken.set(id, known);
    }
    for (const id of unread) overtaken.set(id, toBasis(past.stored.get(id), since ?? 0));
    return overtaken;
  }
}

function toBasis(item: StoreItem | undefined, seq: number): Basis {
  return { text: item?.text ?? null, eTag: null, seq };
}
