import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll } from "vitest";
import { answerApi } from "@/app/api/answer-api";
import { setOwnAddress } from "@/lib/env";
import { answerV3, isServicePath } from "../../answer-v3";

/** The services and the API on a port of their own, as server.ts serves them; bots of a test find it by the serviceUrl they are given. */
export function servedTurnscope(): { readonly address: string } {
  const api = getRequestListener(answerApi, { overrideGlobalObjects: false });
  const services = getRequestListener(answerV3, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void (isServicePath(pathOf(request)) ? services : api)(request, response));
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ({ port } = server.address() as AddressInfo);
    setOwnAddress("127.0.0.1", port);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    get address() {
      return `http://127.0.0.1:${port}`;
    },
  };
}

function pathOf({ url = "/" }: IncomingMessage): string {
  return new URL(url, "http://127.0.0.1").pathname;
}
