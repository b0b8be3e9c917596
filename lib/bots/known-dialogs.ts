import { AsyncLocalStorage } from "node:async_hooks";
import { processSingleton } from "@/lib/env";

/** The dialogs that a bot has, as it adds them to its dialog sets: when it is created, or in a turn. */
export class KnownDialogs {
  private readonly dialogs = new Map<string, Set<object>>();

  get size(): number {
    return this.dialogs.size;
  }

  add(id: string, dialog: object): void {
    this.dialogs.set(id, (this.dialogs.get(id) ?? new Set()).add(dialog));
  }

  has(id: string): boolean {
    return this.dialogs.has(id);
  }

  /** Of the longest waterfall with this id; null when none of that id is a waterfall. */
  stepsOf(id: string): number | null {
    const counts = [...(this.dialogs.get(id) ?? [])].flatMap((dialog) => {
      const steps: unknown = Reflect.get(dialog, "steps");
      return Array.isArray(steps) ? [steps.length] : [];
    });
    return counts.length === 0 ? null : Math.max(...counts);
  }
}

const atWork = processSingleton("known-dialogs", () => new AsyncLocalStorage<KnownDialogs>());

/** What is added meanwhile are dialogs of the bot that does this work. */
export function noteDialogsOf<T>(known: KnownDialogs, work: () => T): T {
  return atWork.run(known, work);
}

export function noteKnownDialog(dialog: unknown): void {
  const id: unknown = typeof dialog === "object" && dialog !== null ? Reflect.get(dialog, "id") : undefined;
  if (typeof id === "string") atWork.getStore()?.add(id, dialog as object);
}
