/** How long a bot that answered 202 may be silent before its turn counts as ended. */
const quietMs = {
  /** It has replied, and may say more. */
  replied: 1_000,
  /** It is to answer a message, and has not: it may be thinking. */
  silent: 4_000,
  /** Nobody expects an answer to anything but a message, and most bots give none. */
  unasked: 600,
};

/**
 * Tells when a turn has ended of a bot that answers 202 and works on (protocols 2.1): when it says so with its debug event (4.3), or when
 * it has not asked for anything for a while.
 */
export class TurnEndWatch {
  private hasEnded = false;
  private hasReplied = false;
  private hasAsked = false;
  private timer: NodeJS.Timeout | undefined;
  private end: (() => void) | null = null;

  constructor(private readonly isMessage: boolean) {}

  noteRequest(): void {
    this.hasAsked = true;
    this.restart();
  }

  noteReply(): void {
    this.hasReplied = true;
    this.restart();
  }

  noteEnd(): void {
    this.hasEnded = true;
    this.end?.();
  }

  /** Resolves when the turn has ended; to be called once. */
  untilEnd(): Promise<void> {
    return new Promise((resolve) => {
      this.end = resolve;
      if (this.hasEnded) resolve();
      else this.restart();
    });
  }

  stop(): void {
    clearTimeout(this.timer);
    this.end = null;
  }

  private restart(): void {
    if (!this.end) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.end, this.patienceMs());
  }

  private patienceMs(): number {
    if (this.hasReplied) return quietMs.replied;
    return this.isMessage || this.hasAsked ? quietMs.silent : quietMs.unasked;
  }
}
