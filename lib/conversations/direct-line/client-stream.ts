import { formatWatermark, toClientView, type Watermark } from "@/lib/channels";
import { type BusEvent, bus } from "@/lib/live";
import type { Activity } from "@/lib/model";
import type { ActiveConversation } from "../active-conversation";
import { readSince } from "./read-as-client";

/** `send` resolves when the frame is on its way, so that a slow reader is sent nothing more until then. */
export type StreamSocket = { send(frame: string): Promise<void> };

/**
 * One Direct Line stream: what its reader missed, then everything as it comes, each activity once and in order. It reads from the log; what is
 * announced while it is up to date is sent as it is.
 */
export class ClientStream {
  private isSending = true;
  private isClosed = false;
  /** Something that the reader has may have been changed since it was read. */
  private hasChanges = true;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly conversation: ActiveConversation,
    private place: Watermark,
    private readonly socket: StreamSocket,
    private readonly onError: (error: unknown) => void,
  ) {
    this.unsubscribe = bus().subscribe((event) => this.hear(event));
    void this.catchUp();
  }

  close(): void {
    this.isClosed = true;
    this.unsubscribe();
  }

  private hear(event: BusEvent): void {
    if (event.type !== "activities" || event.conversationId !== this.conversation.id) return;
    const { activities, watermark } = event;
    // A change is announced with watermark 0.
    if (watermark === 0) this.hasChanges = true;
    if (this.isSending) return;
    this.isSending = true;
    if (watermark === 0 || activities[0]?.position !== this.place.next) return void this.catchUp();
    this.place = { ...this.place, next: watermark };
    void this.catchUp(toClientView(activities, Date.now()));
  }

  /** Sends `first`, and then what the log has until there is no more. */
  private async catchUp(first: Activity[] = []): Promise<void> {
    try {
      if (first.length > 0) await this.tell(first);
      while (!this.isClosed && this.isBehind()) await this.tell(await this.next());
    } catch (error) {
      if (!this.isClosed) this.onError(error);
      this.close();
    } finally {
      this.isSending = false;
    }
  }

  private isBehind(): boolean {
    return this.place.next < this.conversation.logEnd || this.hasChanges;
  }

  private async next(): Promise<Activity[]> {
    const end = this.conversation.logEnd;
    this.hasChanges = false;
    const { activities, place } = await readSince(this.conversation, this.place);
    // Rows that were erased meanwhile never come.
    this.place = place.next === this.place.next && activities.length === 0 ? { ...place, next: Math.max(end, place.next) } : place;
    return activities;
  }

  /**
   * A frame for each: DirectLineJS hands on what one frame holds tick by tick, and would let the next frame overtake it. The watermark comes with
   * the last, so that a reader who loses the connection in between is told all of them again.
   */
  private async tell(activities: Activity[]): Promise<void> {
    for (const [index, activity] of activities.entries()) {
      if (this.isClosed) return;
      const isLast = index === activities.length - 1;
      await this.socket.send(JSON.stringify({ activities: [activity], ...(isLast && { watermark: formatWatermark(this.place) }) }));
    }
  }
}
