import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll } from "vitest";
import { checkRequest, problemReply } from "@/lib/access";
import { renewBotKeys } from "@/lib/conversations";
import { useDatabase } from "@/lib/db/testing";
import { answerV3 } from "../../answer-v3";
import { DirectLineStreams } from "../../direct-line-streams";

// Tests look into answers freely.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type ServiceAnswer = { status: number; headers: Headers; body: any };

type Asked = { credential?: string; body?: unknown; text?: string; headers?: Record<string, string> };

export type ServiceServer = {
  /** What clients call their `domain`. */
  readonly domain: string;
  readonly origin: string;
  secret(botId: string): Promise<string>;
  /** `path` is below Direct Line's own, or absolute when it starts with "/v3". */
  ask(method: string, path: string, asked?: Asked): Promise<ServiceAnswer>;
};

/** The services behind a real socket, as server.ts puts them there, on a real database. */
export function testServiceServer(): ServiceServer {
  // biome-ignore lint/correctness/useHookAtTopLevel: sets up a test file; React is not involved
  useDatabase("sqlite");
  process.env.TURNSCOPE_BOTS = fileURLToPath(new URL("./test-bots.mjs", import.meta.url));
  process.env.TURNSCOPE_SECRET_KEY = "a key that only this test knows, 32+";
  const secrets = new Map<string, Promise<string>>();
  let server: Server | null = null;
  let origin = "";
  beforeAll(async () => {
    server = await listen();
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  const secret = (botId: string): Promise<string> => {
    const made = secrets.get(botId) ?? renewBotKeys(botId).then(({ directLineSecret }) => directLineSecret);
    secrets.set(botId, made);
    return made;
  };
  return {
    get domain() {
      return `${origin}/v3/directline`;
    },
    get origin() {
      return origin;
    },
    secret,
    ask: (method, path, asked) => ask(path.startsWith("/v3") ? origin + path : `${origin}/v3/directline${path}`, method, asked),
  };
}

async function listen(): Promise<Server> {
  const server = createServer();
  const handle = getRequestListener(answerV3, { overrideGlobalObjects: false });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const listening = { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
  const streams = new DirectLineStreams();
  server.on("upgrade", (request, socket, head) => {
    if (streams.isStream(request)) void streams.upgrade(request, socket, head);
    else socket.destroy();
  });
  server.on("request", (request, response) => {
    const { method = "GET", url = "/", headers } = request;
    const refused = checkRequest({ method, url, headers }, listening);
    if (!refused) return void handle(request, response);
    const { status, body, headers: problemHeaders } = problemReply(refused);
    response.writeHead(status, problemHeaders).end(body);
  });
  return server;
}

async function ask(url: string, method: string, { credential, body, text, headers }: Asked = {}): Promise<ServiceAnswer> {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(url, {
    method,
    body: sent,
    headers: {
      ...(sent === undefined ? {} : { "content-type": "application/json" }),
      ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
      ...headers,
    },
  });
  const received = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json");
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(received) : received };
}
