import http from "node:http";
import https from "node:https";
import { processSingleton } from "@/lib/env";
import { guardedLookup, refuseLiteral } from "./address-policy";
import { BotRequestError, toBotRequestError } from "./bot-request-error";

export type OutgoingRequest = {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  limitBytes: number;
};

export type IncomingAnswer = { status: number; headers: http.IncomingHttpHeaders; bytes: Buffer };

/** Less than servers keep idle connections (Node's own 5 s), so that none is used again while its server closes it. */
const idleMs = 2_000;

const agents = () =>
  processSingleton("bot-agents", () => ({
    http: new http.Agent({ keepAlive: true, timeout: idleMs }),
    https: new https.Agent({ keepAlive: true, timeout: idleMs }),
  }));

/**
 * Asks one address and nothing else: redirects are answered as they are, names that lead to refused addresses are not asked, proxies of the
 * environment are not used. Throws a BotRequestError, or what `signal` was aborted with.
 */
export async function sendRequest(request: OutgoingRequest): Promise<IncomingAnswer> {
  const url = new URL(request.url);
  refuseLiteral(url);
  const sent = startRequest(url, request);
  try {
    return await readAnswer(sent, request);
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    throw toBotRequestError(error, url.origin);
  } finally {
    // Ends a connection whose answer was not read to its end; one that was is kept for the next request.
    if (!sent.res?.complete) sent.req.destroy();
  }
}

type Sent = { req: http.ClientRequest; res: http.IncomingMessage | null };

function startRequest(url: URL, { method, headers, body, signal }: OutgoingRequest): Sent {
  const isSecure = url.protocol === "https:";
  const length = Buffer.byteLength(body);
  const options = {
    method,
    headers: { ...headers, ...(method === "POST" && { "Content-Length": String(length) }) },
    lookup: guardedLookup as never,
    signal,
  };
  const req = isSecure
    ? https.request(url, { ...options, agent: agents().https })
    : http.request(url, { ...options, agent: agents().http });
  req.end(method === "POST" ? body : undefined);
  return { req, res: null };
}

async function readAnswer(sent: Sent, { limitBytes }: OutgoingRequest): Promise<IncomingAnswer> {
  const res = await new Promise<http.IncomingMessage>((resolve, reject) => {
    sent.req.once("response", resolve);
    // Stays, since a request may fail more than once.
    sent.req.on("error", reject);
  });
  sent.res = res;
  if (Number(res.headers["content-length"]) > limitBytes) throw tooLarge(limitBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of res as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return { status: res.statusCode ?? 0, headers: res.headers, bytes: Buffer.concat(chunks) };
}

function tooLarge(limitBytes: number): BotRequestError {
  return new BotRequestError(
    "answer_too_large",
    `The bot's answer is larger than ${limitBytes / 1024 / 1024} MiB. It was not read to its end.`,
  );
}
