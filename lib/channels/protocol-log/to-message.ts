import { redactBody, redactHeaders } from "./redact";

/** What was sent or received: a body that is no text is only counted. `isCut`: there was more of it than `body`. */
export type WireMessage = { headers: Iterable<readonly [string, string]>; body: string | Uint8Array | null; bytes?: number };

export type LoggedMessage = { headers: Record<string, string>; body: string | null; bytes: number };

const maxBodyCharacters = 64 * 1024;
/** More than is shown is read, since what is cut in the middle is no JSON any more; but not 16 MiB of it. */
export const maxReadBytes = 1024 * 1024;

const textTypes = /json|text|xml|x-www-form-urlencoded|javascript/i;

/** As it is kept: without secrets, and shortened. */
export function toLoggedMessage({ headers, body, bytes }: WireMessage): LoggedMessage {
  const redacted = redactHeaders(headers);
  const length = bytes ?? (body === null ? 0 : Buffer.byteLength(body));
  const text = length === 0 ? null : toText(body, redacted["content-type"]);
  return { headers: redacted, body: text === null ? null : shorten(redactBody(text)), bytes: length };
}

export function isTextType(contentType: string | undefined): boolean {
  return contentType === undefined || textTypes.test(contentType);
}

function toText(body: string | Uint8Array | null, contentType: string | undefined): string | null {
  if (body === null || !isTextType(contentType)) return null;
  const text = typeof body === "string" ? body.slice(0, maxReadBytes) : new TextDecoder().decode(body.subarray(0, maxReadBytes));
  return text.includes("\0") ? null : text;
}

function shorten(text: string): string {
  return text.length <= maxBodyCharacters ? text : `${text.slice(0, maxBodyCharacters).replace(/\p{Surrogate}$/u, "")}…`;
}
