import { once } from "node:events";
import { WebSocket } from "ws";
import * as z from "zod";
import { ApiClient } from "./api-client";

const started = z.object({ conversationId: z.string(), streamUrl: z.string() });
const frame = z.object({ activities: z.array(z.looseObject({ text: z.string().optional() })) });

/** Direct Line with nothing but a WebSocket and a kept connection: what of a round trip is the service's, and not DirectLineJS' own. */
export class PlainDirectLineClient {
  private awaited: { text: string; heard: () => void } | null = null;

  private constructor(
    private readonly http: ApiClient,
    private readonly socket: WebSocket,
    private readonly path: string,
  ) {
    socket.on("message", (data) => this.hear(String(data)));
  }

  static async connect(origin: string, secret: string): Promise<PlainDirectLineClient> {
    const http = new ApiClient(origin, 1, { Authorization: `Bearer ${secret}` });
    const base = "/v3/directline/conversations";
    const { conversationId, streamUrl } = started.parse(JSON.parse((await http.ask("POST", base, {})).text));
    const socket = new WebSocket(streamUrl);
    await once(socket, "open");
    return new PlainDirectLineClient(http, socket, `${base}/${encodeURIComponent(conversationId)}/activities`);
  }

  /** From the call until the bot's reply is here, in milliseconds. */
  async say(text: string): Promise<number> {
    const startedMs = performance.now();
    const replied = new Promise<void>((heard) => {
      this.awaited = { text: `heard ${text}`, heard };
    });
    const heard = replied.then(() => performance.now() - startedMs);
    const { status } = await this.http.ask("POST", this.path, { type: "message", from: { id: "bob" }, text });
    if (status !== 200) throw new Error(`Direct Line answered ${status}.`);
    return heard;
  }

  close(): void {
    this.socket.close();
    this.http.close();
  }

  /** Empty frames keep the connection open. */
  private hear(data: string): void {
    const activities = data === "" ? [] : frame.parse(JSON.parse(data)).activities;
    if (activities.some(({ text }) => text === this.awaited?.text)) this.awaited?.heard();
  }
}
