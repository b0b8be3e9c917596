import { type BrowserContext, type ConsoleMessage, expect, type Page, type Request, type WebError } from "@playwright/test";

/**
 * Collects what no page may do: report an error, throw, or send a request to anywhere but its own server. The returned function ends
 * that, and fails when something of that kind happened that `tolerated` does not name.
 */
export function watchFaults(context: BrowserContext, baseURL: string | undefined, tolerated: readonly RegExp[]): () => void {
  const faults: string[] = [];
  const own = new URL(baseURL ?? "http://no.server.configured").host;
  const checkAddress = (address: string) => {
    const { protocol, host } = new URL(address);
    if (/^(?:https?|wss?):$/.test(protocol) && host !== own) faults.push(`request to ${address}`);
  };
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
  };
  const onError = (error: WebError) => void faults.push(`page error: ${error.error().stack}`);
  const onRequest = (request: Request) => checkAddress(request.url());
  const onPage = (page: Page) => void page.on("websocket", (socket) => checkAddress(socket.url()));
  context.on("console", onConsole).on("weberror", onError).on("request", onRequest).on("page", onPage);
  return () => {
    context.off("console", onConsole).off("weberror", onError).off("request", onRequest).off("page", onPage);
    expect(faults.filter((fault) => !tolerated.some((pattern) => pattern.test(fault)))).toEqual([]);
  };
}
