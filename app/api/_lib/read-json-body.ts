import * as z from "zod";
import { noteBodyRead } from "@/lib/channels";
import { HarnessError, jsonTextDepth, maxJsonDepth } from "@/lib/model";

export type JsonBodyRules = { mediaTypes: readonly string[]; limitBytes: number; maxDepth?: number };

/** The request's JSON, not yet checked against a schema. Stops reading as soon as the body is known to be too large. */
export async function readJsonBody(request: Request, { mediaTypes, limitBytes, maxDepth = maxJsonDepth }: JsonBodyRules): Promise<unknown> {
  requireMediaType(request.headers, mediaTypes);
  const text = decodeUtf8(await readBytes(request, limitBytes));
  if (text.trim() === "") throw malformed("The body is empty; send JSON.");
  if (jsonTextDepth(text, maxDepth) > maxDepth) {
    throw new HarnessError("invalid_request", `The body nests deeper than ${maxDepth} levels. Send something flatter.`);
  }
  return parseJson(text);
}

/** A text with its media type, as a handler reads it that tells which line is wrong. */
export const textBody = z.object({ mediaType: z.string(), text: z.string() });

/** The request's text, for whoever reads it line by line. */
export async function readTextBody(request: Request, { mediaTypes, limitBytes }: JsonBodyRules): Promise<z.infer<typeof textBody>> {
  const mediaType = requireMediaType(request.headers, mediaTypes);
  return { mediaType, text: decodeUtf8(await readBytes(request, limitBytes)) };
}

/** A form can send three content types to any site; JSON is none of them. */
function requireMediaType(headers: Headers, mediaTypes: readonly string[]): string {
  const [mediaType, ...parameters] = (headers.get("content-type") ?? "").split(";").map((part) => part.trim().toLowerCase());
  const isUtf8 = parameters.every((parameter) => !parameter.startsWith("charset=") || /^charset="?utf-8"?$/.test(parameter));
  if (mediaTypes.includes(mediaType ?? "") && isUtf8 && !headers.has("content-encoding")) return mediaType ?? "";
  throw new HarnessError(
    "unsupported_media_type",
    `Send the body as ${mediaTypes.filter(Boolean).join(" or ")}, in UTF-8, not compressed.`,
  );
}

/** The body as it came. Throws `body_too_large` as soon as that is known. */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = request.headers.get("content-length");
  if (Number(declared) > limitBytes) throw tooLarge(limitBytes);
  const bytes = declared === null ? await readWithin(request, limitBytes) : await readWhole(request);
  if (bytes.length > limitBytes) throw tooLarge(limitBytes);
  noteBodyRead(request, bytes);
  return bytes;
}

/** Much cheaper than a stream. Node lets a body end where it was announced to end, so the limit holds by that. */
async function readWhole(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const whole = await request.arrayBuffer().catch((cause) => {
    throw endedEarly(cause);
  });
  return new Uint8Array(whole);
}

async function readWithin(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of chunksOf(request)) {
    length += chunk.length;
    // Leaving the loop cancels the stream, so the rest is not read.
    if (length > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** Reading fails when the client has gone, and with nothing else: no fault of ours, and nobody is left to read the answer. */
async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause) => {
        throw endedEarly(cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    // A stream that failed refuses this too, with the error that was reported already.
    await reader.cancel().catch(() => undefined);
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed("The body is not UTF-8 text.", cause);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Node's own message quotes the body, which may hold personal data.
    const place = cause instanceof Error ? /at position \d+/.exec(cause.message)?.[0] : undefined;
    throw malformed(`The body is not valid JSON${place ? ` (${place})` : ""}. Nothing was changed.`, cause);
  }
}

function endedEarly(cause: unknown): HarnessError {
  return malformed("The body ended before it was complete.", cause);
}

function malformed(sentence: string, cause?: unknown): HarnessError {
  return new HarnessError("malformed_json", sentence, { cause });
}

function tooLarge(limitBytes: number): HarnessError {
  return new HarnessError("body_too_large", `The body may have ${limitBytes} bytes. Nothing was changed.`, { details: { limitBytes } });
}
