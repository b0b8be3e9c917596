import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import type { Handler } from "../handle";
import { expectDocumented } from "./contract";
import { catchAllPattern, type RouteFile, routeFiles } from "./route-files";

export const turnTimeoutMs = 300;

type Sent = { body?: unknown; text?: string; headers?: Record<string, string> };
// Tests look into answers freely: what they hold is checked against the OpenAPI document first.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Answer = { status: number; headers: Headers; body: any; text: string };

export type TestApi = {
  call(method: string, address: string, sent?: Sent): Promise<Answer>;
  /** A new conversation with a bot that does what it is told. */
  start(request?: Record<string, unknown>): Promise<{ conversationId: string; address: string; user: { id: string; name: string } }>;
};

/** The real route handlers on a real database, found by their files as Next finds them. Every answer is held against the document. */
export function testApi(): TestApi {
  // biome-ignore lint/correctness/useHookAtTopLevel: sets up a test file; React is not involved
  useDatabase("sqlite");
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-api-"));
  // Read once per process, by the first room that asks.
  process.env.TURNSCOPE_DATA = dataFolder;
  process.env.TURNSCOPE_BOTS = fileURLToPath(new URL("./test-bots.mjs", import.meta.url));
  process.env.TURNSCOPE_TURN_TIMEOUT_MS = String(turnTimeoutMs);
  const routes = new Map<string, Record<string, Handler>>();
  beforeAll(async () => {
    for (const { file, pattern } of routeFiles()) routes.set(pattern, (await import(file)) as Record<string, Handler>);
  });
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
  const call: TestApi["call"] = (method, address, sent) => send(routes, method, address, sent);
  return { call, start: (request) => startConversation(call, request) };
}

async function send(routes: Map<string, Record<string, Handler>>, method: string, address: string, sent: Sent = {}): Promise<Answer> {
  const url = new URL(address, "http://127.0.0.1:3000");
  const pattern = findPattern(url.pathname);
  const handler = routes.get(pattern)?.[method];
  if (!handler) throw new Error(`${pattern} exports no ${method}.`);
  const text = sent.text ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const headers = { ...(text === undefined ? {} : { "content-type": "application/json" }), ...sent.headers };
  const response = await handler(new Request(url, { method, headers, body: text }));
  return toAnswer(pattern, method, response);
}

async function toAnswer(pattern: string, method: string, response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  if (method !== "OPTIONS") expectDocumented(pattern, method, { status, contentType: headers.get("content-type") ?? "", body });
  return { status, headers, body, text };
}

function findPattern(pathname: string): string {
  const given = pathname.split("/");
  const matching = routeFiles().filter(({ pattern }) => matches(pattern.split("/"), given));
  const fewestParameters = (a: RouteFile, b: RouteFile): number => a.pattern.split("{").length - b.pattern.split("{").length;
  return matching.sort(fewestParameters)[0]?.pattern ?? catchAllPattern;
}

function matches(wanted: readonly string[], given: readonly string[]): boolean {
  return (
    wanted.length === given.length && wanted.every((part, index) => (part.startsWith("{") ? given[index] !== "" : part === given[index]))
  );
}

async function startConversation(call: TestApi["call"], request: Record<string, unknown> = {}) {
  const { status, text, body } = await call("POST", "/api/conversations", { body: { botId: "obedient", ...request } });
  if (status !== 201) throw new Error(text);
  return {
    conversationId: body.conversationId as string,
    address: `/api/conversations/${encodeURIComponent(body.conversationId)}`,
    user: body.user,
  };
}
