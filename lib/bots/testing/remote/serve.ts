import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ServedBot = { endpoint: string; stop(): Promise<void> };

/** Listens on a free port of this machine, as a bot does; `answer` is asked with each request and its body. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  port = 0,
): Promise<ServedBot> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks).toString("utf8")));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the SDKs' adapters expect of Express' response, on Node's own. */
export function toExpressResponse(response: ServerResponse) {
  return Object.assign(response, {
    status(code: number) {
      response.statusCode = code;
      return response;
    },
    header(name: string, value: string) {
      response.setHeader(name, value);
      return response;
    },
    send(body?: unknown) {
      if (typeof body === "string" || body === undefined) return response.end(body);
      response.setHeader("Content-Type", "application/json");
      return response.end(JSON.stringify(body));
    },
  });
}
