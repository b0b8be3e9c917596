import { EventEmitter } from "node:events";
import { processSingleton } from "@/lib/env";
import type { HandWrite, ItemScope, LoggedActivity, StateChange, TurnSummary } from "@/lib/model";

/** A store item that a commit touched, and what changed in it. Ids are null where the scope has none. */
export type TouchedItem = {
  botId: string;
  channelId: string | null;
  scope: ItemScope | "unclassified";
  conversationId: string | null;
  userId: string | null;
  changes: StateChange[];
};

export type BusEvent =
  | { type: "activities"; conversationId: string; activities: LoggedActivity[]; watermark: number }
  | { type: "turn"; conversationId: string; turn: TurnSummary }
  | { type: "state"; conversationId: string | null; turn: number | null; write: HandWrite | null; touched: TouchedItem[] }
  | { type: "lost-values"; conversationId: string }
  | { type: "protocol-log"; conversationId: string }
  /** What is usual in it has changed, and with its channel perhaps all of its state. */
  | { type: "conversation"; conversationId: string }
  | { type: "conversations" }
  /**
   * Who may see which values has changed: this caller alone, with null nobody (and there is something to tell all the same), without it everybody.
   * `botIds`: of which bots, where it is not of all.
   */
  | { type: "masking"; callerId?: string | null; botIds?: readonly string[] }
  /** Somebody was erased: who has something of theirs drops it. */
  | { type: "person-erased"; conversationIds: string[]; personIds: string[]; erasureEpoch: string };

export type Bus = { publish(event: BusEvent): void; subscribe(listener: (event: BusEvent) => void): () => void };

/** The process's one bus. Stores publish on it after their commit; nobody else does. */
export function bus(): Bus {
  return processSingleton("bus", createBus);
}

function createBus(): Bus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish: (event) => void emitter.emit("event", event),
    subscribe(listener) {
      const guarded = (event: BusEvent): void => notBreakingThePublisher(() => listener(event));
      emitter.on("event", guarded);
      return () => void emitter.off("event", guarded);
    },
  };
}

/** What is published has happened: a listener that fails must not make it look undone. Its error goes where uncaught ones go. */
function notBreakingThePublisher(listen: () => void): void {
  try {
    listen();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
