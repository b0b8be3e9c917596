import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { createFailureLog } from "@/app/api/_lib/failure-log";
import { prepareStream } from "@/lib/conversations";
import { errorStatus, isHarnessError } from "@/lib/model";
import { serviceErrorAnswer } from "./_lib/service-error";

const streamPath = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;
/** Shorter than proxies wait, and than the 20 s after which DirectLineJS says something itself. */
const keepAliveMs = 15_000;
/** Clients send empty frames. */
const maxFrameBytes = 1024;

/** The WebSockets of Direct Line (protocols 1.4). */
export class DirectLineStreams {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes });
  private readonly failureLog = createFailureLog();

  isStream(request: IncomingMessage): boolean {
    return streamPath.test(urlOf(request).pathname);
  }

  /** Opens the stream, or answers why not in the protocol's words. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // Whoever leaves while we look at the token has left.
    const leave = (): void => void socket.destroy();
    socket.on("error", leave);
    try {
      const open = await prepareStream(readRequest(request));
      socket.off("error", leave);
      this.sockets.handleUpgrade(request, socket, head, (accepted) => this.serve(accepted, open));
    } catch (error) {
      if (!isHarnessError(error) || errorStatus[error.code] === 500) this.report(error);
      await refuse(socket, error);
    }
  }

  close(code: number, reason: string): void {
    for (const socket of this.sockets.clients) socket.close(code, reason);
  }

  private serve(socket: WebSocket, open: Awaited<ReturnType<typeof prepareStream>>): void {
    const send = (frame: string) => sendFrame(socket, frame);
    const onError = (error: unknown): void => {
      this.report(error);
      // The client comes back with its watermark.
      socket.close(1011, "Reading failed");
    };
    const stream = open({ send }, onError);
    const stopKeepAlive = keepAlive(socket);
    socket.on("close", () => {
      stream.close();
      stopKeepAlive();
    });
    socket.on("error", () => socket.terminate());
  }

  private report(error: unknown): void {
    this.failureLog.report("Direct Line stream", error);
  }
}

function readRequest(request: IncomingMessage): Parameters<typeof prepareStream>[0] {
  const { pathname, searchParams } = urlOf(request);
  return {
    conversationId: decodeURIComponent(streamPath.exec(pathname)?.[1] ?? ""),
    token: searchParams.get("t") ?? "",
    watermark: searchParams.get("watermark"),
    origin: request.headers.origin ?? null,
  };
}

function urlOf({ url = "/" }: IncomingMessage): URL {
  return new URL(`http://localhost${url}`);
}

function sendFrame(socket: WebSocket, frame: string): Promise<void> {
  return new Promise((resolve, reject) => socket.send(frame, (error) => (error ? reject(error) : resolve())));
}

/** Empty frames keep the connection open; who has not taken one by the time of the next has gone, or does not read. */
function keepAlive(socket: WebSocket): () => void {
  let isTaken = true;
  const timer = setInterval(() => {
    if (!isTaken) return socket.terminate();
    isTaken = false;
    socket.send("", () => {
      isTaken = true;
    });
  }, keepAliveMs);
  timer.unref();
  return () => clearInterval(timer);
}

async function refuse(socket: Duplex, error: unknown): Promise<void> {
  const { status, headers, body } = serviceErrorAnswer(error);
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines}Connection: close\r\n\r\n${await new Response(body).text()}`);
}
