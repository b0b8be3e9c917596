import { HarnessError, newETag, type OverwritePolicy, type StateAddress, setOwn } from "@/lib/model";
import { isAnybodyConcerned } from "@/lib/standing";
import { usableKeys, withoutBarred } from "./barred-items";
import { byItemId, type ItemWrite } from "./commit-items";
import { eTagConflict } from "./etag-conflict";
import { conditionGate, gates, type Release } from "./gates";
import type { ItemEncoding } from "./item-encoding";
import { checkKey, type PreparedItem, prepareItem } from "./prepare-item";
import { type Loss, settleWrites } from "./settle-writes";
import { dataOf, findStoreItems, itemIdOf, readStoreItems, type StoreItem } from "./store-item";
import { WorkBasis } from "./work-basis";

/** The SDKs' Storage contract: `read` leaves absent keys out; `write` takes what each item's eTag says; `delete` never fails. */
export type BotStorage = {
  read(keys: string[]): Promise<Record<string, unknown>>;
  write(changes: Record<string, unknown>): Promise<void>;
  delete(keys: string[]): Promise<void>;
  /** The eTag that an item has after the last call of its key here; what the contract itself does not tell. */
  lastETag?(key: string): string | null;
  /** Looks up what is stored before a write whose eTags will be told: one that changes nothing leaves the eTag that is there. */
  lookAhead?(keys: readonly string[]): Promise<void>;
  /** As `write` of one item; how a service gives it back is committed with it. */
  writeEncoded?(key: string, item: unknown, encoding: ItemEncoding | null): Promise<void>;
  /** The encoding that is written here and not yet stored; undefined when there is none. */
  heldEncoding?(key: string): ItemEncoding | null | undefined;
};

/** An item as a turn has it: as it read it, or as it wrote it last. `text` and `eTag` are null when there is nothing. */
export type HeldItem = { id: string; key: string; text: string | null; eTag: string | null; bytes: number };

/** What a call did to one item; `before` is undefined when the turn had not seen the item until then. */
export type HeldWrite = { before: HeldItem | undefined; after: HeldItem };

/** `basis` is the stored eTag that a conditional write was checked against; undefined where no condition was set. */
type Buffered = HeldItem & { basis?: string | null };

type TurnStorageOptions = { expectedKeys?: readonly string[]; since?: number | null; isBlank?: boolean };

/** How long a conditional write waits for another turn's conditional write of the same item before it counts as a conflict. */
const conditionTimeoutMs = 5_000;

/**
 * A bot's storage for one turn: what it writes is held here and committed with the turn, so that a turn is on disk whole or
 * not at all. The bot reads its own writes. A write with a real eTag keeps the item's gate until the turn ends, since the
 * bot has been told that it succeeded.
 */
export class TurnStorage implements BotStorage {
  private readonly buffered = new Map<string, Buffered>();
  /** Condition gates by item id; null when the gate did not open in time. */
  private readonly held = new Map<string, Promise<Release | null>>();
  /** By item id, as the bot last read or wrote them. */
  private readonly seen = new Map<string, HeldItem>();
  /** By item id, to be committed with the items. */
  readonly encodings = new Map<string, ItemEncoding | null>();
  /** What the bot's writes are based on. */
  readonly basis: WorkBasis;
  /** What the commit found stored under the ids that were written. */
  private replaced: Map<string, StoreItem> = new Map();
  /** Ids of items whose writes the commit left out, for the sake of people who may not be remembered. */
  private barred: ReadonlySet<string> = new Set();
  /** Ids of items of which something was not kept, since it was of somebody who was erased. */
  private cut: ReadonlySet<string> = new Set();
  private isSealed = false;
  private readonly isBlank: boolean;

  private readonly expected: Set<string>;
  private readonly ahead = new Map<string, StoreItem | undefined>();

  /**
   * `expectedKeys` are read along with the first read, since nearly every bot asks for them one by one. `since` is the newest state write
   * when the turn began. `isBlank`: the bot finds nothing and leaves nothing, for somebody who objected to being remembered.
   */
  constructor(
    private readonly address: StateAddress,
    { expectedKeys = [], since = null, isBlank = false }: TurnStorageOptions = {},
  ) {
    this.basis = new WorkBasis(since);
    this.isBlank = isBlank;
    this.expected = new Set(expectedKeys.map((key) => this.idOf(key)));
  }

  async read(keys: string[]): Promise<Record<string, unknown>> {
    return toBotItems(await this.lookUp(keys));
  }

  async write(changes: Record<string, unknown>): Promise<void> {
    await this.put(changes);
  }

  async delete(keys: string[]): Promise<void> {
    this.remove(keys);
  }

  /** As `read`, with what was found under each key. */
  async lookUp(keys: readonly string[]): Promise<HeldItem[]> {
    const idOf = new Map(keys.map((key) => [key, this.idOf(key)]));
    const usable = this.isBlank || isAnybodyConcerned() ? await this.usable(keys) : this.unwritten(keys);
    const stored = await this.readStored([...usable].map((key) => this.idOf(key)));
    return [...idOf].map(([key, id]) => {
      const held = this.see(toHeld(id, key, this.buffered.get(id) ?? stored.get(id)));
      if (!this.buffered.has(id)) this.basis.note(id, { ...held, writeSeq: stored.get(id)?.writeSeq });
      return held;
    });
  }

  /** As `write`, with what it did. */
  async put(changes: Record<string, unknown>, encoding?: ItemEncoding | null): Promise<HeldWrite[]> {
    const prepared = Object.entries(changes).map(([key, value]) => prepareItem(key, value));
    const conditional = prepared.filter((item) => item.ifMatch !== null);
    const stored = conditional.length === 0 ? new Map<string, StoreItem>() : await this.holdAndRead(conditional);
    // No await from here on: of two writes that the bot makes at once with one eTag, only one may pass.
    this.refuseWhenSealed();
    const stale = conditional.filter((item) => this.currentETag(this.idOf(item.key), stored) !== item.ifMatch);
    if (stale.length > 0) throw eTagConflict(stale.map((item) => item.key));
    return prepared.map(({ key, text, bytes, ifMatch }) => {
      const id = this.idOf(key);
      if (encoding !== undefined) this.encodings.set(id, encoding);
      const current = this.buffered.get(id) ?? stored.get(id) ?? this.seen.get(id) ?? this.ahead.get(id);
      const eTag = current?.text === text ? current.eTag : newETag();
      return this.buffer({ id, key, text, bytes, eTag }, ifMatch === null ? undefined : (stored.get(id)?.eTag ?? null));
    });
  }

  /** As `delete`, with what it did. */
  remove(keys: readonly string[]): HeldWrite[] {
    for (const key of keys) checkKey(key);
    this.refuseWhenSealed();
    return keys.map((key) => this.buffer(toHeld(this.idOf(key), key), undefined));
  }

  lastETag(key: string): string | null {
    return this.lastSeen(key)?.eTag ?? null;
  }

  async lookAhead(keys: readonly string[]): Promise<void> {
    const ids = keys.map((key) => this.idOf(key)).filter((id) => !this.seen.has(id) && !this.ahead.has(id));
    const stored = await readStoreItems(ids);
    for (const id of ids) this.ahead.set(id, stored.get(id));
  }

  async writeEncoded(key: string, item: unknown, encoding: ItemEncoding | null): Promise<void> {
    await this.put({ [key]: item }, encoding);
  }

  heldEncoding(key: string): ItemEncoding | null | undefined {
    return this.encodings.get(this.idOf(key));
  }

  /** The item as the bot last read or wrote it. */
  lastSeen(key: string): HeldItem | undefined {
    return this.seen.get(this.idOf(key));
  }

  /** Whether a write is all that the commit does to its item. */
  isWholeWrite({ before, after }: HeldWrite): boolean {
    const replaced = this.replaced.get(after.id)?.text ?? null;
    return this.buffered.get(after.id)?.text === after.text && (before === undefined || before.text === replaced);
  }

  /** Whether what the bot wrote here may be kept nowhere. */
  wasBarred(id: string): boolean {
    return this.isBlank || this.barred.has(id);
  }

  /** What the commit replaced; undefined when nothing was stored, or before the commit. */
  replacedItem(id: string): StoreItem | undefined {
    return this.replaced.get(id);
  }

  /** Whether something of what was written here was not kept, since it was of somebody who was erased: of an item, or of any. */
  isCut(id?: string): boolean {
    return id === undefined ? this.cut.size > 0 : this.cut.has(id);
  }

  /** Ends writing; answers the ids of what was written. What comes later would be told it succeeded and be lost. */
  seal(): string[] {
    this.isSealed = true;
    return [...this.buffered.keys()].sort();
  }

  /**
   * What the turn wrote, over what is stored now, and what of that is lost by it; throws when a condition no longer holds. Call while
   * holding the items' gates.
   */
  async collectWrites(policy: OverwritePolicy): Promise<{ writes: ItemWrite[]; losses: Loss[] }> {
    if (this.isBlank) return { writes: [], losses: [] };
    const wanted = [...this.buffered.values()];
    const found = await findStoreItems(wanted.map(({ id }) => id));
    this.replaced = found.stored;
    const stale = wanted.filter(({ id, basis }) => basis !== undefined && basis !== (found.stored.get(id)?.eTag ?? null));
    if (stale.length > 0) throw eTagConflict(stale.map(({ key }) => key));
    const unconditional = wanted.filter(({ basis }) => basis === undefined).map(({ id }) => id);
    const overtaken = await this.basis.overtaken(unconditional, found);
    const { writes, losses } = settleWrites({
      botId: this.address.botId,
      policy,
      wanted,
      found,
      overtaken,
      knownOwner: () => this.address,
    });
    const { kept, cut } = await withoutBarred(writes, { workBeganAt: this.basis.beganAt, person: this.address });
    this.cut = cut;
    const keptIds = new Set(kept.map(({ id }) => id));
    this.barred = new Set(writes.map(({ id }) => id).filter((id) => !keptIds.has(id)));
    return { writes: kept.sort(byItemId), losses: kept.length === writes.length ? losses : [] };
  }

  /** The writes are stored: work that goes on after the turn is based on what it wrote itself, also where that was merged with more. */
  noteCommitted(seq: number | null): void {
    for (const { id, text, eTag } of this.buffered.values()) this.basis.note(id, { text, eTag, writeSeq: seq ?? undefined });
  }

  /** To be called once the turn has been committed or given up. */
  release(): void {
    this.isSealed = true;
    for (const held of this.held.values()) void held.then((release) => release?.());
    this.held.clear();
  }

  /** What was read ahead is used once: a bot that reads again after a conflict must see what is stored now. */
  private async readStored(ids: readonly string[]): Promise<Map<string, StoreItem>> {
    if (!ids.every((id) => this.ahead.has(id))) {
      const wanted = new Set([...ids, ...this.expected]);
      const stored = await readStoreItems([...wanted]);
      for (const id of wanted) this.ahead.set(id, stored.get(id));
      this.expected.clear();
    }
    const found = ids.flatMap((id) => this.ahead.get(id) ?? []);
    for (const id of ids) this.ahead.delete(id);
    return new Map(found.map((item) => [item.id, item]));
  }

  /** Of what was not written here: what the bot may read. */
  private async usable(keys: readonly string[]): Promise<Set<string>> {
    return this.isBlank ? new Set() : usableKeys(this.unwritten(keys), this.address, this.basis.beganAt);
  }

  private unwritten(keys: readonly string[]): string[] {
    return [...new Set(keys)].filter((key) => !this.buffered.has(this.idOf(key)));
  }

  private idOf(key: string): string {
    return itemIdOf(this.address.botId, key);
  }

  /** An earlier condition stays: the bot was told that it held. */
  private buffer(after: HeldItem, basis: string | null | undefined): HeldWrite {
    const before = this.seen.get(after.id);
    this.buffered.set(after.id, { ...after, basis: basis === undefined ? this.buffered.get(after.id)?.basis : basis });
    return { before, after: this.see(after) };
  }

  private see(item: HeldItem): HeldItem {
    this.seen.set(item.id, item);
    return item;
  }

  private async holdAndRead(items: readonly PreparedItem[]): Promise<Map<string, StoreItem>> {
    const ids = items.map((item) => this.idOf(item.key)).sort();
    for (const id of ids) await this.hold(id, items);
    return readStoreItems(ids);
  }

  /** One gate for an item, also when the bot writes it several times at once. */
  private async hold(id: string, items: readonly PreparedItem[]): Promise<void> {
    this.refuseWhenSealed();
    const held = this.held.get(id) ?? gates().acquireWithin(conditionGate(id), conditionTimeoutMs);
    this.held.set(id, held);
    if ((await held) !== null) return;
    this.held.delete(id);
    throw eTagConflict(items.filter((item) => this.idOf(item.key) === id).map((item) => item.key));
  }

  private refuseWhenSealed(): void {
    if (this.isSealed) throw new HarnessError("invalid_request", "The turn has ended. Nothing of this call was written.");
  }

  private currentETag(id: string, stored: Map<string, StoreItem>): string | null {
    const mine = this.buffered.get(id);
    return mine ? mine.eTag : (stored.get(id)?.eTag ?? null);
  }
}

export function toBotItems(held: readonly HeldItem[]): Record<string, unknown> {
  const items: Record<string, unknown> = {};
  for (const { key, text, eTag } of held) if (text !== null) setOwn(items, key, { ...dataOf({ text }), eTag });
  return items;
}

function toHeld(id: string, key: string, item?: { text: string | null; eTag: string | null; bytes: number }): HeldItem {
  return { id, key, text: item?.text ?? null, eTag: item?.eTag ?? null, bytes: item?.bytes ?? 0 };
}
