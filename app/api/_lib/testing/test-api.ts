import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import { answerApi } from "../../answer-api";
import { expectDocumented } from "./contract";

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

/** The real API on a real database. Every answer is held against the document. */
export function testApi(): TestApi {
  // biome-ignore lint/correctness/useHookAtTopLevel: sets up a test file; React is not involved
  useDatabase("sqlite");
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-api-"));
  // Read once per process, by the first room that asks.
  process.env.TURNSCOPE_DATA = dataFolder;
  process.env.TURNSCOPE_BOTS = fileURLToPath(new URL("./test-bots.mjs", import.meta.url));
  process.env.TURNSCOPE_TURN_TIMEOUT_MS = String(turnTimeoutMs);
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
  return { call: send, start: (request) => startConversation(send, request) };
}

/** The same, as whoever the headers say where nothing else is said. */
export function asking(headers: () => Record<string, string>): TestApi {
  const call: TestApi["call"] = (method, address, sent = {}) =>
    send(method, address, { ...sent, headers: { ...headers(), ...sent.headers } });
  return { call, start: (request) => startConversation(call, request) };
}

async function send(method: string, address: string, sent: Sent = {}): Promise<Answer> {
  const url = new URL(address, "http://127.0.0.1:3000");
  const text = sent.text ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const headers = { ...(text === undefined ? {} : { "content-type": "application/json" }), ...sent.headers };
  const response = await answerApi(new Request(url, { method, headers, body: text }));
  return toAnswer(url.pathname, method, response);
}

async function toAnswer(pathname: string, method: string, response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const [contentType = ""] = (headers.get("content-type") ?? "").split(";");
  const body: unknown = text === "" ? undefined : /\bjson$/.test(contentType) ? JSON.parse(text) : text;
  if (method !== "OPTIONS") expectDocumented(pathname, method, { status, contentType, body });
  return { status, headers, body, text };
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
