import { createRequire } from "node:module";
import { type APIRequestContext, expect } from "@playwright/test";
import { type Activity, DirectLine } from "botframework-directlinejs";
import { WebSocket } from "ws";
import { botKeys, type Persona } from "@/lib/model";
import { ApiConversation } from "./api";

// DirectLineJS wants a browser's; where there is no global WebSocket it polls without a word, whatever it is given (protocols 1.3).
Object.assign(globalThis, { XMLHttpRequest: createRequire(import.meta.url)("xhr2"), WebSocket });

/** Web Chat's own client in the test's process, as an app somewhere else runs it: over WebSocket, with nothing but the bot's secret. */
export class DirectLineApp {
  /** The messages that came, its own included. */
  readonly texts: string[] = [];

  private constructor(
    private readonly line: DirectLine,
    private readonly user: Persona,
  ) {
    line.activity$.subscribe(
      ({ type, ...activity }) => type === "message" && this.texts.push((activity as { text?: string }).text ?? ""),
      // Closing the client ends the stream so.
      (error) => expect(String(error)).toContain("conversation ended"),
    );
  }

  /** Makes new keys for the bot, which refuses the old ones from then on: a bot belongs to one test. */
  static async connect(request: APIRequestContext, { botId, user }: { botId: string; user: Persona }): Promise<DirectLineApp> {
    const made = await request.post(`/api/bots/${botId}/keys`);
    const { directLineSecret: secret } = botKeys.parse(await made.json());
    const domain = new URL("/v3/directline", made.url()).href;
    return new DirectLineApp(new DirectLine({ domain, secret }), user);
  }

  /** Resolves when the bot has dealt with it, as the post does. */
  say(text: string): Promise<string> {
    const activity = { type: "message", from: this.user, text } as Activity;
    return new Promise((resolve, reject) => void this.line.postActivity(activity).subscribe(resolve, reject));
  }

  /** The conversation that it started, as the API knows it. */
  async conversation(request: APIRequestContext): Promise<ApiConversation> {
    const idOf = () => (this.line as unknown as { conversationId?: string }).conversationId;
    await expect.poll(idOf).toBeTruthy();
    return new ApiConversation(request, idOf() ?? "", this.user);
  }

  close(): void {
    this.line.end();
  }
}
