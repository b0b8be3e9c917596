import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";
import { noteForwarded } from "./proxy-warnings";

const header = "x-turnscope-address";

/** Says on the request from which address it came, over whatever its sender said. */
export function stampAddress({ headers, socket }: IncomingMessage): void {
  const forwarded = headers["x-forwarded-for"];
  if (forwarded !== undefined) noteForwarded(env());
  // The last is what our own proxy saw; those before it anybody may have written.
  const last = env().trustsProxy && typeof forwarded === "string" ? forwarded.split(",").at(-1)?.trim() : undefined;
  headers[header] = last || (socket.remoteAddress ?? "unknown");
}

export function addressOf(headers: Headers): string {
  return headers.get(header) ?? "unknown";
}
