import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { callerOfSocket, newNonce } from "@/lib/access";
import { LiveSession } from "@/lib/conversations";
import { greetWith } from "@/lib/live";
import { LiveOutbox } from "@/lib/memory";
import { type Caller, isHarnessError, signedOutCode } from "@/lib/model";
import { erasureEpoch } from "@/lib/standing";
import { refuseSocket } from "../refuse-socket";
import { toAsker } from "../to-asker";
import { liveGuard, recordLive } from "./live-guard";

export const livePath = "/api/live";
/** Ten attachments of 4 MiB in base64, and room for the rest of the activity. */
const maxFrameBytes = 64 * 1024 * 1024;
/** New at every start, so that a page can tell a server that came back from one that never left. */
const serverId = newNonce();

/** The live sockets of pages: one for each tab. */
export class LiveSockets {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });

  constructor(private readonly onError: (error: unknown) => void) {}

  /** Who is at the socket is asked again for each event: a key may be revoked, and a session end. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const readCaller = await callerOfSocket(toAsker(request));
      this.sockets.handleUpgrade(request, socket, head, (live) => this.serve(live, readCaller));
    } catch (error) {
      refuseSocket(socket, error);
    }
  }

  /** Pages are told why they lose their socket. */
  close(reason: string): void {
    for (const socket of this.sockets.clients) {
      socket.send(JSON.stringify({ type: "closing", reason }));
      socket.close(1001, reason);
    }
  }

  private async greet(socket: WebSocket): Promise<void> {
    socket.send(JSON.stringify({ type: "hello", serverId, ...greetWith(await erasureEpoch()) }));
  }

  private serve(socket: WebSocket, readCaller: () => Promise<Caller>): void {
    const onError = (error: unknown): void => {
      if (isHarnessError(error) && (error.code === "sign_in_required" || error.code === "credentials_required"))
        socket.close(signedOutCode, "Signed out");
      else this.onError(error);
    };
    const outbox = new LiveOutbox({ send: (text) => socket.send(text), onError, readCaller, record: recordLive });
    const session = new LiveSession((event) => outbox.put(event), onError, liveGuard(readCaller));
    socket.on("message", (data, isBinary) => {
      if (isBinary) socket.close(1003, "Text frames only");
      else session.receive(String(data));
    });
    socket.on("close", () => session.close());
    socket.on("error", onError);
    this.greet(socket).catch(onError);
  }
}
