import { type BrowserContext, expect } from "@playwright/test";

/**
 * Collects what no page may do: report an error, throw, or send a request to anywhere but its own server. The returned function
 * fails when something of that kind happened that `tolerated` does not name.
 */
export function watchFaults(context: BrowserContext, baseURL: string | undefined, tolerated: readonly RegExp[]): () => void {
  const faults: string[] = [];
  const own = new URL(baseURL ?? "http://no.server.configured").host;
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => faults.push(`page error: ${error.error().stack}`));
  const checkAddress = (address: string) => {
    const { protocol, host } = new URL(address);
    if (/^(?:https?|wss?):$/.test(protocol) && host !== own) faults.push(`request to ${address}`);
  };
  context.on("request", (request) => checkAddress(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => checkAddress(socket.url())));
  return () => expect(faults.filter((fault) => !tolerated.some((pattern) => pattern.test(fault)))).toEqual([]);
}
