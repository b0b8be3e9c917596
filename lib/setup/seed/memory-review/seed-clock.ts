const SystemDate = Date;
let aheadMs = 0;

class SeedDate extends SystemDate {
  constructor(...given: ConstructorParameters<typeof Date> | []) {
    if (given.length === 0) super(SeedDate.now());
    else super(...given);
  }

  static override now(): number {
    return SystemDate.now() + aheadMs;
  }
}

/** From now on it is this time in this process, and time goes on from there. For seeding alone: what is written is dated by it. */
export function setClock(at: Date): void {
  aheadMs = at.getTime() - SystemDate.now();
  globalThis.Date = SeedDate as DateConstructor;
}

/** Back to the system's own time. */
export function resetClock(): void {
  globalThis.Date = SystemDate;
}
