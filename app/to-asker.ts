import type { IncomingMessage } from "node:http";

/** A request as far as it says who asks. */
export function toAsker({ headers, url = "/" }: IncomingMessage): Request {
  const { authorization = "", cookie = "" } = headers;
  return new Request(new URL(url, "http://localhost"), { headers: { authorization, cookie } });
}
