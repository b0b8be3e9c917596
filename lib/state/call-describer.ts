import type { KeptOperation, StateAddress, StorageOperation } from "@/lib/model";
import type { ChangedProperty } from "./commit-items";
import { diffProperties, type PropertyText } from "./diff-properties";
import { ownerOf } from "./item-owner";
import type { HeldItem, HeldWrite, TurnStorage } from "./turn-storage";

/** A call as it was seen while the bot waited for it. `durationMs` is null while it has not ended. */
export type SeenCall = {
  kind: StorageOperation["kind"];
  startedMs: number;
  durationMs: number | null;
  items: SeenItem[];
  error: string | null;
};
export type SeenItem = HeldWrite & { key: string; isWrite: boolean };

type Scope = StorageOperation["items"][number]["scope"];

/** Says what the calls of a turn came to, once the turn's commit has looked at what is stored. */
export class CallDescriber {
  private readonly scopes = new Map<string, Scope>();
  private readonly versions = new Map<string, Map<string, ChangedProperty>>();

  constructor(
    private readonly storage: TurnStorage,
    private readonly address: StateAddress,
    changed: readonly ChangedProperty[],
  ) {
    for (const version of changed) {
      const ofItem = this.versions.get(version.itemId) ?? new Map<string, ChangedProperty>();
      this.versions.set(version.itemId, ofItem.set(version.property, version));
    }
  }

  /** As it is shown, and as it is kept: naming a value that a version holds too instead of repeating it. */
  describe(call: SeenCall, elapsedMs: number): { operation: StorageOperation; kept: KeptOperation } {
    const shown: StorageOperation["items"] = [];
    const kept: KeptOperation["items"] = [];
    for (const item of call.items) {
      const written = item.isWrite && !this.storage.wasBarred(item.after.id) ? this.diffWrite(item) : [];
      const facts = this.toFacts(item);
      shown.push({ ...facts, written: written.map(toValue) });
      kept.push({ ...facts, written: written.map((property) => this.toKeptValue(item.after.id, property)) });
    }
    const facts = toCallFacts(call, elapsedMs);
    return { operation: { ...facts, items: shown }, kept: { ...facts, items: kept } };
  }

  private toFacts({ key, before, after }: SeenItem) {
    const eTagBefore = this.beforeOf({ before, after })?.eTag ?? null;
    // A key of one's own, or a person's, may hold the id of somebody who was erased.
    const isGone = this.storage.isCut(after.id) && !this.versions.has(after.id);
    return { key: isGone ? "[erased]" : key, scope: this.scopeOf(key), eTagBefore, eTagAfter: after.eTag, bytes: after.bytes };
  }

  private scopeOf(key: string): Scope {
    const scope = this.scopes.get(key) ?? ownerOf(key, this.address).scope;
    this.scopes.set(key, scope);
    return scope;
  }

  /** What the bot had not looked at before it wrote it is known from the commit. */
  private beforeOf({ before, after }: HeldWrite): Pick<HeldItem, "text" | "eTag"> | undefined {
    return before ?? this.storage.replacedItem(after.id);
  }

  /** Mostly an item is written once, and the commit has worked out already what differs. */
  private diffWrite(item: SeenItem): PropertyText[] {
    const versions = this.versions.get(item.after.id);
    if (this.storage.isCut(item.after.id)) return [...(versions?.values() ?? [])];
    if (versions && this.storage.isWholeWrite(item)) return [...versions.values()];
    return diffProperties(this.beforeOf(item)?.text ?? null, item.after.text);
  }

  private toKeptValue(itemId: string, { property, text }: PropertyText) {
    const version = this.versions.get(itemId)?.get(property);
    if (text !== null && version?.text === text && version.hash !== null) return { property, hash: version.hash };
    return toValue({ property, text });
  }
}

function toValue({ property, text }: PropertyText): { property: string; value: unknown } {
  return { property, value: text === null ? null : (JSON.parse(text) as unknown) };
}

function toCallFacts({ kind, startedMs, durationMs, error }: SeenCall, elapsedMs: number): Omit<StorageOperation, "items"> {
  const hasEnded = durationMs !== null;
  return {
    kind,
    startedMs: round(startedMs),
    durationMs: round(hasEnded ? durationMs : elapsedMs - startedMs),
    error: hasEnded ? error : "It had not ended when the turn did.",
  };
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
