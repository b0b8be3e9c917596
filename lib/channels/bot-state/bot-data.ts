import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod";
import { HarnessError, isJsonObject, type JsonObject, type JsonValue, jsonTextDepth, maxItemBytes, maxJsonDepth } from "@/lib/model";

/** The body of the Bot State service, in either direction (protocols 3). */
export type BotData = { data: JsonValue; eTag: string };

/**
 * How data travels that is no plain object: `gzip` is base64 of gzipped JSON (Node's `gzipData`); `value` is kept as `{value}`, and
 * `gzip-value` is both.
 */
export type BotDataEncoding = "gzip" | "value" | "gzip-value";

/** Data as a store item: an object that people can read and edit. */
export type StoredBotData = { item: JsonObject; encoding: BotDataEncoding | null };

const botDataBody = z.looseObject({ data: z.unknown().optional(), eTag: z.string().nullish() });

/** What a bot sent: the condition is null where none was set, and data that is falsy is null, since it deletes. */
export function parseBotData(body: unknown): { data: JsonValue | null; ifMatch: string | null } {
  const parsed = botDataBody.safeParse(body);
  if (!parsed.success) throw new HarnessError("invalid_request", "Send {data, eTag}, with an eTag that is text. Nothing was written.");
  const { data, eTag } = parsed.data;
  return { data: data ? (data as JsonValue) : null, ifMatch: !eTag || eTag === "*" ? null : eTag };
}

/** Bytes of the data as it crosses the wire, which is what the service's limit is about. */
export function botDataBytes(data: JsonValue): number {
  return Buffer.byteLength(typeof data === "string" ? data : JSON.stringify(data));
}

export function toStoredData(data: JsonValue): StoredBotData {
  const unpacked = typeof data === "string" ? gunzipJson(data) : undefined;
  if (unpacked === undefined) return toItem(data, null, "value");
  return toItem(unpacked, "gzip", "gzip-value");
}

/** The way back. An item that a person gave another shape travels as the object it is. */
export function toWireData(item: JsonObject, encoding: BotDataEncoding | null): JsonValue {
  const isWrapped = encoding === "value" || encoding === "gzip-value";
  const isAsMade = Object.keys(item).length === 1 && item.value !== undefined;
  const data = isWrapped && isAsMade ? (item.value as JsonValue) : item;
  return encoding === "gzip" || encoding === "gzip-value" ? gzipSync(JSON.stringify(data)).toString("base64") : data;
}

/** A property called eTag would be taken for the item's own. */
function toItem(data: JsonValue, plain: BotDataEncoding | null, wrapped: BotDataEncoding): StoredBotData {
  const isItem = isJsonObject(data) && !Object.hasOwn(data, "eTag");
  return isItem ? { item: data, encoding: plain } : { item: { value: data }, encoding: wrapped };
}

/** Undefined for text that is anything else. Throws when what is inside is larger or deeper than a store item may be. */
function gunzipJson(text: string): JsonValue | undefined {
  const bytes = Buffer.from(text, "base64");
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b && bytes.toString("base64") === text;
  const json = isGzip ? gunzip(bytes) : undefined;
  if (json === undefined) return undefined;
  if (jsonTextDepth(json, maxJsonDepth) > maxJsonDepth) {
    throw new HarnessError("invalid_request", `The data nests deeper than ${maxJsonDepth} levels. Nothing was written.`);
  }
  return parseJson(json);
}

function gunzip(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(gunzipSync(bytes, { maxOutputLength: maxItemBytes }));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (code !== "ERR_BUFFER_TOO_LARGE") return unlessOurs(cause, code.startsWith("Z_") || code === "ERR_ENCODING_INVALID_ENCODED_DATA");
    throw new HarnessError("item_too_large", `Unpacked, the data is larger than ${maxItemBytes} bytes. Nothing was written.`, { cause });
  }
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    return unlessOurs(cause, cause instanceof SyntaxError);
  }
}

/** What is no gzip of JSON is data all the same; other failures are ours. */
function unlessOurs(cause: unknown, isOfTheData: boolean): undefined {
  if (!isOfTheData) throw cause;
  return undefined;
}
