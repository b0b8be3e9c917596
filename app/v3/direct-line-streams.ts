import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { createFailureLog } from "@/app/api/_lib/failure-log";
import { noteExchange } from "@/lib/channels";
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
      const asked = readRequest(request);
      const open = await prepareStream(asked);
      socket.off("error", leave);
      noteFrame(request, asked.conversationId, null);
      this.sockets.handleUpgrade(request, socket, head, (accepted) => {
        this.serve(accepted, open, (frame) => noteFrame(request, asked.conversationId, frame));
      });
    } catch (error) {
      if (!isHarnessError(error) || errorStatus[error.code] === 500) this.report(error);
      await refuse(socket, error);
    }
  }

  close(code: number, reason: string): void {
    for (const socket of this.sockets.clients) socket.close(code, reason);
  }

  private serve(socket: WebSocket, open: Awaited<ReturnType<typeof prepareStream>>, note: (frame: string) => void): void {
    const send = (frame: string) => {
      note(frame);
      return sendFrame(socket, frame);
    };
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

/** For the protocol log: the request that opened the stream (no frame), or what was sent on it. */
function noteFrame({ url = "/", headers }: IncomingMessage, conversationId: string, frame: string | null): void {
  const place = { botId: null, conversationId, party: "client", url, durationMs: 0, error: null } as const;
  const nothing = { headers: [], body: null };
  if (frame !== null) {
    noteExchange({ ...place, direction: "out", method: "FRAME", status: null, request: { ...nothing, body: frame }, response: null });
    return;
  }
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(", ")] as const],
  );
  noteExchange({ ...place, direction: "in", method: "GET", status: 101, request: { ...nothing, headers: given }, response: nothing });
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
