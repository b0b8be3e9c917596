import { newETag, type StateAddress, setOwn } from "@/lib/model";
import type { ItemWrite } from "./commit-items";
import { eTagConflict } from "./etag-conflict";
import { conditionGate, gates, type Release } from "./gates";
import { ownerOf } from "./item-owner";
import { checkKey, type PreparedItem, prepareItem } from "./prepare-item";
import { dataOf, itemIdOf, readStoreItems, type StoreItem } from "./store-item";

/** The SDKs' Storage contract: `read` leaves absent keys out; `write` takes what each item's eTag says; `delete` never fails. */
export type BotStorage = {
  read(keys: string[]): Promise<Record<string, unknown>>;
  write(changes: Record<string, unknown>): Promise<void>;
  delete(keys: string[]): Promise<void>;
};

/** `basis` is the stored eTag that a conditional write was checked against; undefined where no condition was set. */
type Buffered = { key: string; text: string | null; eTag: string | null; basis?: string | null };

/** How long a conditional write waits for another turn's conditional write of the same item before it counts as a conflict. */
const conditionTimeoutMs = 5_000;

/**
 * A bot's storage for one turn: what it writes is held here and committed with the turn, so that a turn is on disk whole or
 * not at all. The bot reads its own writes. A write with a real eTag keeps the item's gate until the turn ends, since the
 * bot has been told that it succeeded.
 */
export class TurnStorage implements BotStorage {
  private readonly buffered = new Map<string, Buffered>();
  private readonly held = new Map<string, Release>();

  private readonly expected: Set<string>;
  private readonly ahead = new Map<string, StoreItem | undefined>();

  /** `expectedKeys` are read along with the first read, since nearly every bot asks for them one by one. */
  constructor(
    private readonly address: StateAddress,
    expectedKeys: readonly string[] = [],
  ) {
    this.expected = new Set(expectedKeys.map((key) => this.idOf(key)));
  }

  async read(keys: string[]): Promise<Record<string, unknown>> {
    const idOf = new Map(keys.map((key) => [key, this.idOf(key)]));
    const stored = await this.readStored([...idOf.values()].filter((id) => !this.buffered.has(id)));
    const items: Record<string, unknown> = {};
    for (const [key, id] of idOf) {
      const item = this.buffered.get(id) ?? stored.get(id);
      if (item?.text != null) setOwn(items, key, { ...dataOf({ text: item.text }), eTag: item.eTag });
    }
    return items;
  }

  async write(changes: Record<string, unknown>): Promise<void> {
    const prepared = Object.entries(changes).map(([key, value]) => prepareItem(key, value));
    const bases = await this.checkConditions(prepared.filter((item) => item.ifMatch !== null));
    for (const { key, text } of prepared) this.buffer({ key, text, eTag: newETag() }, bases);
  }

  async delete(keys: string[]): Promise<void> {
    for (const key of keys) checkKey(key);
    for (const key of keys) this.buffer({ key, text: null, eTag: null }, new Map());
  }

  get itemIds(): string[] {
    return [...this.buffered.keys()].sort();
  }

  /** What the turn wrote, over what is stored now; throws when a condition no longer holds. Call while holding the items' gates. */
  async collectWrites(): Promise<ItemWrite[]> {
    const stored = await readStoreItems(this.itemIds);
    const broken = [...this.buffered].filter(([id, item]) => item.basis !== undefined && item.basis !== (stored.get(id)?.eTag ?? null));
    if (broken.length > 0) throw eTagConflict(broken.map(([, item]) => item.key));
    return [...this.buffered].flatMap(([id, { key, text, eTag }]) => {
      const before = stored.get(id);
      if (text === (before?.text ?? null)) return [];
      return [{ id, botId: this.address.botId, key, owner: ownerOf(key, this.address), before, text, eTag }];
    });
  }

  /** To be called once the turn has been committed or given up. */
  release(): void {
    for (const release of this.held.values()) release();
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

  private idOf(key: string): string {
    return itemIdOf(this.address.botId, key);
  }

  private buffer(item: Buffered, bases: Map<string, string | null>): void {
    const id = this.idOf(item.key);
    const basis = bases.has(id) ? bases.get(id) : this.buffered.get(id)?.basis;
    this.buffered.set(id, { ...item, basis });
  }

  /** The stored eTags that the conditions were checked against, by item id. */
  private async checkConditions(items: readonly PreparedItem[]): Promise<Map<string, string | null>> {
    const ids = items.map((item) => this.idOf(item.key)).sort();
    for (const id of ids) await this.hold(id, items);
    const stored = await readStoreItems(ids);
    const stale = items.filter((item) => this.currentETag(this.idOf(item.key), stored) !== item.ifMatch);
    if (stale.length > 0) throw eTagConflict(stale.map((item) => item.key));
    return new Map(ids.map((id) => [id, stored.get(id)?.eTag ?? null]));
  }

  private async hold(id: string, items: readonly PreparedItem[]): Promise<void> {
    if (this.held.has(id)) return;
    const release = await gates().acquireWithin(conditionGate(id), conditionTimeoutMs);
    if (!release) throw eTagConflict(items.filter((item) => this.idOf(item.key) === id).map((item) => item.key));
    this.held.set(id, release);
  }

  private currentETag(id: string, stored: Map<string, StoreItem>): string | null {
    const mine = this.buffered.get(id);
    return mine ? mine.eTag : (stored.get(id)?.eTag ?? null);
  }
}
