import { onTestFinished } from "vitest";
import type { LiveEvent, LiveRequest } from "@/lib/model";
import { LiveSession } from "../live-session";

type Type = LiveEvent["type"];
type EventOf<Name extends Type> = LiveEvent & { type: Name };

/** A page at the other end of a live session: it keeps what it is sent and waits for what is still to come. */
export class TestPage {
  readonly events: LiveEvent[] = [];
  readonly errors: unknown[] = [];
  private waiting: { isMet: () => boolean; resolve: () => void }[] = [];
  private readonly session = new LiveSession(
    (event) => this.take(event),
    (error) => this.errors.push(error),
    { requireWatch: async () => undefined, requirePost: async () => undefined, accountOf: async ({ userId }) => userId },
  );

  constructor() {
    onTestFinished(() => this.close());
  }

  request(request: LiveRequest): void {
    this.session.receive(JSON.stringify(request));
  }

  receive(frame: string): void {
    this.session.receive(frame);
  }

  /** Watches and answers what the server said to it; events that wait behind an earlier answer come first. */
  async watch(conversationId: string, userId: string, watermark: number | null = null): Promise<EventOf<"watching">> {
    const before = this.of("watching").length;
    this.request({ type: "watch", conversationId, userId, watermark });
    await this.until(() => this.of("watching").length > before);
    return this.of("watching")[before] as EventOf<"watching">;
  }

  of<Name extends Type>(type: Name): EventOf<Name>[] {
    return this.events.filter((event): event is EventOf<Name> => event.type === type);
  }

  until(isMet: () => boolean): Promise<void> {
    if (isMet()) return Promise.resolve();
    return new Promise((resolve) => void this.waiting.push({ isMet, resolve }));
  }

  /** Every activity sent so far, first answers included. */
  positions(): number[] {
    return this.events.flatMap((event) =>
      event.type === "watching" || event.type === "activities" ? event.activities.map(({ position }) => position) : [],
    );
  }

  close(): void {
    this.session.close();
  }

  private take(event: LiveEvent): void {
    // As it crosses the wire.
    this.events.push(JSON.parse(JSON.stringify(event)) as LiveEvent);
    const met = this.waiting.filter(({ isMet }) => isMet());
    this.waiting = this.waiting.filter((one) => !met.includes(one));
    for (const { resolve } of met) resolve();
  }
}
