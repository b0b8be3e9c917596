import { createRequire } from "node:module";
import { type Activity, DirectLine } from "botframework-directlinejs";
import { WebSocket } from "ws";

// DirectLineJS wants a browser's; where there is no global WebSocket it polls without a word, whatever it is given (protocols 1.3).
Object.assign(globalThis, { XMLHttpRequest: createRequire(import.meta.url)("xhr2"), WebSocket });

/** Longer than any turn of a healthy run. */
const giveUpMs = 60_000;

/** Web Chat's own client over a WebSocket, for somebody who waits for each reply before going on. */
export class DirectLineClient {
  readonly texts: string[] = [];
  private readonly line: DirectLine;
  private awaited: { text: string; heard: () => void; fail: (error: unknown) => void } | null = null;
  private isClosed = false;

  constructor(
    origin: string,
    secret: string,
    private readonly userId: string,
  ) {
    this.line = new DirectLine({ domain: `${origin}/v3/directline`, secret });
    this.line.activity$.subscribe(
      (activity) => this.hear(activity),
      (error: unknown) => this.end(error),
    );
  }

  /** From the call until the bot's reply is here, in milliseconds. */
  async say(text: string): Promise<number> {
    const startedMs = performance.now();
    const heard = this.nextReply(`heard ${text}`).then(() => performance.now() - startedMs);
    const [durationMs] = await Promise.all([heard, this.post(text)]);
    return durationMs;
  }

  close(): void {
    this.isClosed = true;
    this.line.end();
  }

  private post(text: string): Promise<string> {
    const activity = { type: "message", from: { id: this.userId }, text } as Activity;
    return new Promise((resolve, reject) => void this.line.postActivity(activity).subscribe(resolve, reject));
  }

  private nextReply(text: string): Promise<void> {
    const replied = new Promise<void>((heard, fail) => {
      this.awaited = { text, heard, fail };
    });
    const fail = (): void => this.awaited?.fail(new Error(`No reply "${text}" came; until then: ${this.texts.join(", ")}`));
    const timer = setTimeout(fail, giveUpMs);
    return replied.finally(() => clearTimeout(timer));
  }

  /** The client's stream ends with an error also when it is closed. */
  private end(error: unknown): void {
    if (!this.isClosed) this.awaited?.fail(error);
  }

  private hear(activity: Activity): void {
    if (activity.type !== "message" || activity.text === undefined) return;
    this.texts.push(activity.text);
    if (activity.text === this.awaited?.text) this.awaited.heard();
  }
}
