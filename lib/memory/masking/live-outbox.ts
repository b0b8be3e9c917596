import type { LiveEvent } from "@/lib/model";
import { maskLiveEvent } from "./mask-live-event";

/** Masks what goes out on a live socket, one event after the other. What cannot be masked is not sent. */
export class LiveOutbox {
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly send: (text: string) => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  put(event: LiveEvent): void {
    this.tail = this.tail.then(async () => this.send(JSON.stringify(await maskLiveEvent(event)))).catch(this.onError);
  }
}
