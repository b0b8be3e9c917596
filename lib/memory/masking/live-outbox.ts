import type { Caller, LiveEvent } from "@/lib/model";
import { maskLiveEvent } from "./mask-live-event";

export type Outgoing = {
  send(text: string): void;
  onError(error: unknown): void;
  /** Who is at the other end, asked anew for each event; throws when they are nobody any more. */
  readCaller(): Promise<Pick<Caller, "id" | "roles">>;
};

/** Masks what goes out on a live socket, one event after the other. What cannot be masked is not sent. */
export class LiveOutbox {
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly out: Outgoing) {}

  put(event: LiveEvent): void {
    this.tail = this.tail.then(() => this.forward(event)).catch((error: unknown) => this.out.onError(error));
  }

  private async forward(event: LiveEvent): Promise<void> {
    const masked = await maskLiveEvent(event, await this.out.readCaller());
    if (masked) this.out.send(JSON.stringify(masked));
  }
}
