import type { NotedExchange } from "./note-exchange";
import { noteExchange } from "./note-exchange";
import { isTextType, maxReadBytes } from "./to-message";

export type Served = Pick<NotedExchange, "party" | "botId" | "conversationId" | "isKeptOut"> & { isNoise?: (body: string) => boolean };

const bodiesRead = new WeakMap<Request, Uint8Array>();

/** Whoever reads a request's body says so: to read a copy of it costs more than everything else that a small request takes. */
export function noteBodyRead(request: Request, bytes: Uint8Array): void {
  bodiesRead.set(request, bytes);
}

/**
 * Watches a request that we answer; `end` notes it with what was answered. What nobody has read, and what was answered, is read from copies,
 * which are left when they grow too large, so that nothing waits for the log.
 */
export function watchServed(request: Request): { end(response: Response, served: Served): void } {
  const startedMs = performance.now();
  return {
    end(response, { isNoise, ...served }) {
      const durationMs = Math.round((performance.now() - startedMs) * 100) / 100;
      const { method, url } = request;
      const noted = { ...served, direction: "in" as const, method, url: pathOf(url), status: response.status, durationMs, error: null };
      void Promise.all([bodyOf(request), copyText(response)]).then(([sent, given]) => {
        if (response.ok && isNoise?.(given.body ?? "")) return;
        noteExchange({ ...noted, request: { headers: request.headers, ...sent }, response: { headers: response.headers, ...given } });
      });
    },
  };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

type Copied = { body: string | Uint8Array | null; bytes?: number };

function bodyOf(request: Request): Copied | Promise<Copied> {
  const read = bodiesRead.get(request);
  if (!read) return copyText(request);
  const isText = isTextType(request.headers.get("content-type") ?? undefined);
  return { body: isText ? read.subarray(0, maxReadBytes) : null, bytes: read.length };
}

type CopiedText = { body: string | null; bytes?: number };

async function copyText(message: Request | Response): Promise<CopiedText> {
  const declared = Number(message.headers.get("content-length") ?? Number.NaN);
  const type = message.headers.get("content-type") ?? undefined;
  // What was read in part, because it is too large or its sender left, cannot be copied any more.
  if (message.bodyUsed || !message.body || !isTextType(type)) return { body: null, ...(declared > 0 && { bytes: declared }) };
  const copy = message.clone().body;
  return copy ? readStart(copy, declared) : { body: null };
}

/** Reads what may be kept; how long the rest is, is taken from what was declared. */
async function readStart(stream: ReadableStream<Uint8Array>, declared: number): Promise<CopiedText> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (let next = await reader.read(); !next.done && bytes < maxReadBytes; next = await reader.read()) {
      chunks.push(next.value);
      bytes += next.value.length;
    }
    return { body: Buffer.concat(chunks).toString(), bytes: Math.max(bytes, declared || 0) };
  } catch {
    // Whoever sent it has left in the middle; what the request came to is noted by its answer.
    return { body: Buffer.concat(chunks).toString(), bytes };
  } finally {
    // Without waiting: a copy is only cancelled when the original is too.
    void reader.cancel().catch(() => undefined);
  }
}
