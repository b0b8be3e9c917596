import { processSingleton } from "@/lib/env";

type Mode = "shared" | "exclusive";
type Waiter = { isExclusive: boolean; admit: () => void };
type Gate = { readers: number; isTaken: boolean; queue: Waiter[] };
export type Release = () => void;

/**
 * Locks by name, shared or exclusive, first come first served, within this process.
 * A turn holds its conversation exclusively and its user shared; an edit holds what it writes exclusively,
 * so it waits for every running turn that could overwrite it (the SDKs save with eTag "*").
 * Always take conversation gates before user gates, and user gates before item gates.
 */
export class Gates {
  private readonly gates = new Map<string, Gate>();

  async acquire(name: string, mode: Mode): Promise<Release> {
    const gate = this.gateOf(name);
    await new Promise<void>((resolve) => this.enter(gate, { isExclusive: mode === "exclusive", admit: resolve }));
    return this.releaseOf(name, gate, mode);
  }

  /** As `acquire`, exclusive; null when the gate did not open in time. */
  async acquireWithin(name: string, timeoutMs: number): Promise<Release | null> {
    const gate = this.gateOf(name);
    const isAdmitted = await new Promise<boolean>((resolve) => {
      const waiter: Waiter = { isExclusive: true, admit: () => settle(true) };
      const timer = setTimeout(() => settle(false), timeoutMs);
      const settle = (admitted: boolean): void => {
        clearTimeout(timer);
        if (!admitted) gate.queue = gate.queue.filter((other) => other !== waiter);
        resolve(admitted);
      };
      this.enter(gate, waiter);
    });
    if (isAdmitted) return this.releaseOf(name, gate, "exclusive");
    this.admitNext(gate);
    return null;
  }

  async acquireAll(names: readonly string[]): Promise<Release> {
    const releases: Release[] = [];
    for (const name of names) releases.push(await this.acquire(name, "exclusive"));
    return () => {
      for (const release of releases.reverse()) release();
    };
  }

  private gateOf(name: string): Gate {
    const gate = this.gates.get(name) ?? { readers: 0, isTaken: false, queue: [] };
    this.gates.set(name, gate);
    return gate;
  }

  private enter(gate: Gate, waiter: Waiter): void {
    gate.queue.push(waiter);
    this.admitNext(gate);
  }

  private releaseOf(name: string, gate: Gate, mode: Mode): Release {
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      if (mode === "exclusive") gate.isTaken = false;
      else gate.readers -= 1;
      this.admitNext(gate);
      if (!gate.isTaken && gate.readers === 0 && gate.queue.length === 0) this.gates.delete(name);
    };
  }

  private admitNext(gate: Gate): void {
    for (let next = gate.queue[0]; next && !gate.isTaken; next = gate.queue[0]) {
      if (next.isExclusive && gate.readers > 0) return;
      gate.queue.shift();
      if (next.isExclusive) gate.isTaken = true;
      else gate.readers += 1;
      next.admit();
    }
  }
}

export const gates = (): Gates => processSingleton("gates", () => new Gates());

export const conversationGate = (conversationId: string): string => `conversation ${conversationId}`;
export const userGate = (botId: string, channelId: string, userId: string): string => `user ${JSON.stringify([botId, channelId, userId])}`;
/** Held only while an item is committed, so that what a commit compares with is what it replaces. */
export const itemGate = (itemId: string): string => `item ${itemId}`;
/** Held from a turn's conditional write until the turn ends: the bot has been told that its write succeeded. */
export const conditionGate = (itemId: string): string => `condition ${itemId}`;
