import { createHash } from "node:crypto";
import { encodeText } from "@/lib/db";

/** Who somebody is on a channel. */
export type ChannelPerson = { channelId: string; userId: string };

/** Ids are hashes, so that rows can be written without reading first. */
function hashId(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 20);
}

export function identityIdOf({ channelId, userId }: ChannelPerson): string {
  return hashId("identity", channelId, userId);
}

/** The id of a path in the dictionary. */
export function pathIdOf(botId: string, scope: string, pattern: string): string {
  return hashId("path", botId, scope, pattern);
}

/** Of the path as it is stored: as UTF-8 halves of surrogate pairs would all be the same. */
export function pathHashOf(path: string): string {
  return createHash("sha256").update(encodeText(path)).digest("base64url").slice(0, 16);
}

/** What is compared when somebody searches: letters without case, one form for each character. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** A folded text as a number of 52 bits, for an index that stays small. Others may have the same: compare the text as well. */
export function textHash(folded: string): bigint {
  return createHash("sha256").update(encodeText(folded)).digest().readBigUInt64BE() >> 12n;
}
