import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { isApiProblem, problemSentence } from "./api-problem";
import { request } from "./request";

type Answer = { status: number; body: string };
let server: Server;
let origin: string;
let answer: Answer;
let seen: { url: string; headers: Record<string, unknown>; body: string };

beforeEach(async () => {
  server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      seen = { url: incoming.url ?? "", headers: incoming.headers, body: Buffer.concat(parts).toString() };
      outgoing.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("the call should have failed"),
    (error: unknown) => error,
  );
}

const shape = z.object({ ok: z.boolean() });

test("a good answer comes back parsed", async () => {
  answer = { status: 200, body: `{"ok":true,"more":1}` };
  await expect(request(`${origin}/x`, { answer: shape })).resolves.toEqual({ ok: true });
});

test("names beyond Latin-1, the eTag and the query reach the server", async () => {
  answer = { status: 200, body: `{"ok":true}` };
  await request(`${origin}/x`, {
    method: "PUT",
    body: { a: 1 },
    by: "Zoë 🙂",
    ifMatch: "*",
    query: { userId: "a/b&c", none: null },
    answer: shape,
  });
  expect(seen.url).toBe("/x?userId=a%2Fb%26c");
  expect(seen.headers).toMatchObject({
    "x-turnscope-by": encodeURIComponent("Zoë 🙂"),
    "if-match": "*",
    "content-type": "application/json",
  });
  expect(seen.body).toBe(`{"a":1}`);
});

test("a problem document is thrown with its code, sentence and extra members", async () => {
  const body = {
    type: "about:blank",
    title: "stale",
    status: 412,
    code: "stale_etag",
    detail: "Someone was faster.",
    current: { user: 1 },
  };
  answer = { status: 412, body: JSON.stringify(body) };
  const error = await failureOf(request(`${origin}/x`, { answer: shape }));
  expect(isApiProblem(error) && error.code).toBe("stale_etag");
  expect(isApiProblem(error) && error.body.current).toEqual({ user: 1 });
  expect(problemSentence(error)).toBe("Someone was faster.");
});

test.each([
  ["an answer of another shape", 200, `{"ok":"yes"}`],
  ["an error page that is not JSON", 502, "<html>"],
  ["an error without a problem document", 500, "{}"],
])("%s is reported as an unexpected answer", async (_, status, body) => {
  answer = { status, body };
  const error = await failureOf(request(`${origin}/x`, { answer: shape }));
  expect(isApiProblem(error) && error.code).toBe("unexpected_answer");
});

test("a server that is not there is reported as unreachable", async () => {
  const error = await failureOf(request("http://127.0.0.1:1/x", { answer: shape }));
  expect(isApiProblem(error) && error.code).toBe("server_unreachable");
});
