import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { detectorFromEnv } from "./detector-from-env";
import { presidioDetector } from "./presidio-detector";

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** As the analyzer of Presidio 2.2 answers: entities with their place in the text and a score, and explanations only when asked for. */
const found = (entity: string, score: number) => ({ analysis_explanation: null, end: 9, entity_type: entity, score, start: 0 });

test("each text is sent with its language and the words of its property, and entities become hints", async () => {
  const asked: unknown[] = [];
  const url = await serve(async (request, response) => {
    asked.push([request.method, request.url, JSON.parse(await text(request))]);
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify([found("PERSON", 0.85), found("EMAIL_ADDRESS", 1), found("DATE_TIME", 0.85), found("AU_TFN", 0.5)]));
  });
  const hints = await detectorFromEnv({ presidioUrl: url, phoneRegions: [] }).detect([
    { path: "/lastMessage", value: "Ann Miller, ann@example.com" },
    { path: "/count", value: 3 },
  ]);
  expect(asked).toEqual([["POST", "/analyze", { text: "Ann Miller, ann@example.com", language: "en", context: ["last", "message"] }]]);
  expect(hints).toEqual([
    { path: "/lastMessage", kind: "name", confidence: "likely", category: "identity", reason: "Presidio takes part of it for person." },
    {
      path: "/lastMessage",
      kind: "email",
      confidence: "certain",
      category: "contact",
      reason: "Presidio takes part of it for email address.",
    },
    { path: "/lastMessage", kind: "other", confidence: "possible", reason: "Presidio takes part of it for au tfn." },
  ]);
});

test("a value that is also the word for its kind is not repeated by the reason", async () => {
  const url = await serve((_, response) => void response.end(JSON.stringify([found("PERSON", 0.85)])));
  const [hint] = await presidioDetector(url).detect([{ path: "/x", value: "Person" }]);
  expect(hint?.reason).toBe("Looks personal.");
});

test("names of properties give hints beside Presidio too", async () => {
  const url = await serve((_, response) => void response.end("[]"));
  expect(await presidioDetector(url).detect([{ path: "/profile/religion", value: "none" }])).toMatchObject([{ kind: "special-category" }]);
});

test.each<[string, RequestListener]>([
  ["an error", (_, response) => void response.writeHead(500).end('{"error":"No matching recognizers"}')],
  ["something else", (_, response) => void response.end('{"hello":"Ann"}')],
  ["no JSON", (_, response) => void response.end("<html>Ann</html>")],
  ["a closed connection", (request) => void request.socket.destroy()],
  ["a redirect", (_, response) => void response.writeHead(302, { Location: "/elsewhere" }).end()],
])("%s in answer is told as a failure, which quotes nothing, and never as no hints", async (_, listener) => {
  const url = await serve(listener);
  const look = presidioDetector(url).detect(Array.from({ length: 10 }, (_, at) => ({ path: `/${at}`, value: "Ann" })));
  await expect(look).rejects.toMatchObject({ code: "detector_failed", userMessage: expect.stringContaining("TURNSCOPE_PRESIDIO_URL") });
  await expect(look).rejects.not.toMatchObject({ userMessage: expect.stringContaining("Ann") });
});

test("one failure among many answers fails the whole look", async () => {
  let requests = 0;
  const url = await serve((_, response) => void (++requests === 7 ? response.writeHead(503).end() : response.end("[]")));
  const look = presidioDetector(url).detect(Array.from({ length: 20 }, (_, at) => ({ path: `/${at}`, value: "Ann" })));
  await expect(look).rejects.toMatchObject({ code: "detector_failed", userMessage: expect.stringContaining("status 503") });
});

test("a service that does not answer in time is told as a failure", async () => {
  const url = await serve(() => {});
  await expect(presidioDetector(url, { timeoutMs: 50 }).detect([{ path: "/x", value: "Ann" }])).rejects.toMatchObject({
    code: "detector_failed",
    userMessage: expect.stringContaining("TimeoutError"),
  });
});

test("a look can be broken off while Presidio is asked", async () => {
  const abort = new AbortController();
  const url = await serve(() => abort.abort());
  await expect(presidioDetector(url).detect([{ path: "/x", value: "Ann" }], abort.signal)).rejects.toMatchObject({ name: "AbortError" });
});

function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  return new Promise((resolve) => {
    started.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(started.address() as AddressInfo).port}`));
  });
}
