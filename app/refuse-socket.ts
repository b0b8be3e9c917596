import type { Duplex } from "node:stream";
import { problemReply } from "@/lib/access";

/** Answers a request to open a socket that must go no further. */
export function refuseSocket(socket: Duplex, error: unknown): void {
  const { status, body } = problemReply(error);
  socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Type: application/problem+json\r\nConnection: close\r\n\r\n${body}`);
}
