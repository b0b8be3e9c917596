import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Gates, type Release } from "./gates";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Somebody at a gate, seen from outside. */
type Visitor = { name: string; state: "waiting" | "inside" | "turned away" | "left"; release: Release | null };

function visit(name: string, admitted: Promise<Release | null>): Visitor {
  const visitor: Visitor = { name, state: "waiting", release: null };
  void admitted.then((release) => {
    visitor.state = release ? "inside" : "turned away";
    visitor.release = release;
  });
  return visitor;
}

function leave(visitor: Visitor): void {
  visitor.release?.();
  visitor.state = "left";
}

/** Lets every promise that can settle do so, without time going by. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

const inside = (visitors: readonly Visitor[]): string[] => visitors.filter(({ state }) => state === "inside").map(({ name }) => name);

function openGateCount(gates: Gates): number {
  return (Reflect.get(gates, "gates") as Map<string, unknown>).size;
}

describe("a gate", () => {
  test("lets one exclusive visitor in at a time, first come first served", async () => {
    const gates = new Gates();
    const visitors = ["a", "b", "c"].map((name) => visit(name, gates.acquire("gate", "exclusive")));
    const order: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await settle();
      const [name = ""] = inside(visitors);
      expect(inside(visitors)).toEqual([name]);
      order.push(name);
      for (const visitor of visitors) if (visitor.name === name) leave(visitor);
    }
    expect(order).toEqual(["a", "b", "c"]);
  });

  test("lets shared visitors in together, but not past an exclusive one who came before them", async () => {
    const gates = new Gates();
    const [first, second, writer, third] = [
      visit("first", gates.acquire("gate", "shared")),
      visit("second", gates.acquire("gate", "shared")),
      visit("writer", gates.acquire("gate", "exclusive")),
      visit("third", gates.acquire("gate", "shared")),
    ] as const;
    const all = [first, second, writer, third];
    await settle();
    expect(inside(all)).toEqual(["first", "second"]);
    leave(first);
    await settle();
    expect(inside(all)).toEqual(["second"]);
    leave(second);
    await settle();
    expect(inside(all)).toEqual(["writer"]);
    leave(writer);
    await settle();
    expect(inside(all)).toEqual(["third"]);
  });

  test("is not opened for a second visitor by releasing twice", async () => {
    const gates = new Gates();
    const release = await gates.acquire("gate", "exclusive");
    release();
    const next = visit("next", gates.acquire("gate", "exclusive"));
    const last = visit("last", gates.acquire("gate", "exclusive"));
    await settle();
    release();
    await settle();
    expect(inside([next, last])).toEqual(["next"]);
  });

  test("does not hold up the visitors of another", async () => {
    const gates = new Gates();
    await gates.acquire("one", "exclusive");
    const other = visit("other", gates.acquire("other", "exclusive"));
    await settle();
    expect(other.state).toBe("inside");
  });

  test("turns away who did not get in within the time, and lets in those who waited behind", async () => {
    const gates = new Gates();
    const reader = await gates.acquire("gate", "shared");
    const late = visit("late", gates.acquireWithin("gate", 100));
    const behind = visit("behind", gates.acquire("gate", "shared"));
    await vi.advanceTimersByTimeAsync(99);
    expect([late.state, behind.state]).toEqual(["waiting", "waiting"]);
    await vi.advanceTimersByTimeAsync(1);
    expect([late.state, behind.state]).toEqual(["turned away", "inside"]);
    reader();
    leave(behind);
    expect(openGateCount(gates)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("forgets the time limit of who got in", async () => {
    const gates = new Gates();
    const release = await gates.acquireWithin("gate", 100);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    const next = visit("next", gates.acquire("gate", "exclusive"));
    await settle();
    expect(next.state).toBe("waiting");
    release?.();
    await settle();
    expect(next.state).toBe("inside");
  });
});

describe("several gates at once", () => {
  test("are taken in the order given and let go together", async () => {
    const gates = new Gates();
    const second = await gates.acquire("second", "exclusive");
    const both = visit("both", gates.acquireAll(["first", "second"]));
    const first = visit("first", gates.acquire("first", "exclusive"));
    await settle();
    expect([both.state, first.state]).toEqual(["waiting", "waiting"]);
    second();
    await settle();
    expect([both.state, first.state]).toEqual(["inside", "waiting"]);
    leave(both);
    await settle();
    expect(first.state).toBe("inside");
    leave(first);
    expect(openGateCount(gates)).toBe(0);
  });

  test("none at all is fine", async () => {
    const release = await new Gates().acquireAll([]);
    release();
  });
});

describe("against a model", () => {
  type Step =
    | { kind: "shared" | "exclusive" }
    | { kind: "within"; timeoutMs: number }
    | { kind: "leave"; pick: number }
    | { kind: "wait"; ms: number };

  const steps = fc.array(
    fc.oneof<fc.Arbitrary<Step>[]>(
      fc.record({ kind: fc.constantFrom("shared" as const, "exclusive" as const) }),
      fc.record({ kind: fc.constant("within" as const), timeoutMs: fc.integer({ min: 1, max: 50 }) }),
      fc.record({ kind: fc.constant("leave" as const), pick: fc.nat() }),
      fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 30 }) }),
    ),
    { maxLength: 60 },
  );

  /** The rule in its plainest form: one queue, and only its head may enter. */
  class ModelGate {
    inside = new Map<string, boolean>();
    queue: { name: string; isExclusive: boolean; deadline: number }[] = [];
    now = 0;

    arrive(name: string, isExclusive: boolean, timeoutMs = Number.POSITIVE_INFINITY): void {
      this.queue.push({ name, isExclusive, deadline: this.now + timeoutMs });
      this.admit();
    }

    leave(name: string): void {
      this.inside.delete(name);
      this.admit();
    }

    wait(ms: number): void {
      for (let passed = 0; passed < ms; passed += 1) {
        this.now += 1;
        this.queue = this.queue.filter(({ deadline }) => deadline > this.now);
        this.admit();
      }
    }

    private admit(): void {
      const [head] = this.queue;
      const isFree = head && (this.inside.size === 0 || !(head.isExclusive || [...this.inside.values()].includes(true)));
      if (!head || !isFree) return;
      this.inside.set(head.name, head.isExclusive);
      this.queue.shift();
      this.admit();
    }
  }

  test("exactly those are inside whom one fair queue would let in, and nothing is left of them in the end", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const gates = new Gates();
        const model = new ModelGate();
        const visitors: Visitor[] = [];
        for (const [index, step] of sequence.entries()) {
          await take(step, String(index), { gates, model, visitors });
          await settle();
          expect(inside(visitors).sort()).toEqual([...model.inside.keys()].sort());
        }
        await empty(gates, visitors);
        expect(visitors.filter(({ state }) => state === "waiting" || state === "inside")).toEqual([]);
        expect(openGateCount(gates)).toBe(0);
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  async function take(step: Step, name: string, { gates, model, visitors }: { gates: Gates; model: ModelGate; visitors: Visitor[] }) {
    if (step.kind === "wait") {
      model.wait(step.ms);
      await vi.advanceTimersByTimeAsync(step.ms);
    } else if (step.kind === "leave") {
      const present = visitors.filter(({ state }) => state === "inside");
      const visitor = present[step.pick % present.length];
      if (!visitor) return;
      model.leave(visitor.name);
      leave(visitor);
    } else if (step.kind === "within") {
      model.arrive(name, true, step.timeoutMs);
      visitors.push(visit(name, gates.acquireWithin("gate", step.timeoutMs)));
    } else {
      model.arrive(name, step.kind === "exclusive");
      visitors.push(visit(name, gates.acquire("gate", step.kind)));
    }
  }

  /** Everybody who is inside leaves until nobody waits: whoever waits gets in at last. */
  async function empty(gates: Gates, visitors: readonly Visitor[]): Promise<void> {
    for (let round = 0; round <= visitors.length && openGateCount(gates) > 0; round += 1) {
      for (const visitor of visitors) if (visitor.state === "inside") leave(visitor);
      await settle();
    }
  }
});
