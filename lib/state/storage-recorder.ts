import type { KeptOperation, StateAddress, StorageOperation } from "@/lib/model";
import { CallDescriber, type SeenCall, type SeenItem } from "./call-describer";
import type { ChangedProperty } from "./commit-items";
import type { ItemEncoding } from "./item-encoding";
import { itemIdOf } from "./store-item";
import { type BotStorage, type HeldItem, type HeldWrite, type TurnStorage, toBotItems } from "./turn-storage";

export type StorageRecord = { operations: StorageOperation[]; kept: KeptOperation[]; problems: string[] };

/** More calls than these in one turn are counted only. */
const maxOperations = 1000;

/**
 * A turn's storage as the bot gets it: passes every call on, and notes it. The bot sees what it would see without: the same answers
 * and errors. What goes wrong in here is a line in `problems`.
 */
export class StorageRecorder implements BotStorage {
  private readonly seen: SeenCall[] = [];
  private readonly problems = new Set<string>();
  private unrecorded = 0;

  constructor(
    private readonly storage: TurnStorage,
    private readonly address: StateAddress,
    /** The begin of the turn, by performance.now(). */
    private readonly turnStartedMs: number,
  ) {}

  async read(keys: string[]): Promise<Record<string, unknown>> {
    const held = await this.observe(
      "read",
      () => keys,
      async () => this.storage.lookUp(keys),
      toReadItem,
    );
    return toBotItems(held);
  }

  async write(changes: Record<string, unknown>): Promise<void> {
    await this.observe(
      "write",
      () => Object.keys(changes),
      async () => this.storage.put(changes),
      toWrittenItem,
    );
  }

  async writeEncoded(key: string, item: unknown, encoding: ItemEncoding | null): Promise<void> {
    await this.observe(
      "write",
      () => [key],
      async () => this.storage.put({ [key]: item }, encoding),
      toWrittenItem,
    );
  }

  async delete(keys: string[]): Promise<void> {
    await this.observe(
      "delete",
      () => keys,
      async () => this.storage.remove(keys),
      toWrittenItem,
    );
  }

  lastETag(key: string): string | null {
    return this.storage.lastETag(key);
  }

  lookAhead(keys: readonly string[]): Promise<void> {
    return this.storage.lookAhead(keys);
  }

  heldEncoding(key: string): ItemEncoding | null | undefined {
    return this.storage.heldEncoding(key);
  }

  /** What was seen until now. `changed`: what the turn's commit writes, to which the kept form refers. Never throws. */
  end(changed: readonly ChangedProperty[]): StorageRecord {
    const operations: StorageOperation[] = [];
    const kept: KeptOperation[] = [];
    const describer = new CallDescriber(this.storage, this.address, changed);
    const elapsedMs = performance.now() - this.turnStartedMs;
    for (const call of this.seen) {
      this.guard(() => {
        const described = describer.describe(call, elapsedMs);
        operations.push(described.operation);
        kept.push(described.kept);
      });
    }
    if (this.storage.isCut()) this.problems.add("What the bot wrote of somebody who was erased was not kept.");
    if (this.unrecorded > 0) this.problems.add(`${this.unrecorded} more storage operations were not recorded.`);
    return { operations, kept, problems: [...this.problems] };
  }

  private async observe<Held>(
    kind: SeenCall["kind"],
    keysOf: () => readonly string[],
    work: () => Promise<Held[]>,
    toItem: (held: Held) => SeenItem,
  ): Promise<Held[]> {
    const startedMs = performance.now();
    const seen: SeenCall = { kind, startedMs: startedMs - this.turnStartedMs, durationMs: null, items: [], error: null };
    if (this.seen.length < maxOperations) this.seen.push(seen);
    else this.unrecorded += 1;
    try {
      const held = await work();
      this.guard(() => Object.assign(seen, { durationMs: performance.now() - startedMs, items: held.map(toItem) }));
      return held;
    } catch (error) {
      this.guard(() => {
        const items = keysOf().map((key) => this.toRefusedItem(key));
        Object.assign(seen, { durationMs: performance.now() - startedMs, items, error: describeError(error) });
      });
      throw error;
    }
  }

  private guard(note: () => void): void {
    try {
      note();
    } catch (error) {
      this.problems.add(`A storage operation was not recorded: ${describeError(error)}`);
    }
  }

  private toRefusedItem(key: string): SeenItem {
    const before = this.storage.lastSeen(key);
    return {
      key,
      before,
      after: before ?? { id: itemIdOf(this.address.botId, key), key, text: null, eTag: null, bytes: 0 },
      isWrite: false,
    };
  }
}

function toReadItem(held: HeldItem): SeenItem {
  return { key: held.key, before: held, after: held, isWrite: false };
}

function toWrittenItem({ before, after }: HeldWrite): SeenItem {
  return { key: after.key, before, after, isWrite: true };
}

function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
