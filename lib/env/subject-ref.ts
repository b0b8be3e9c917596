import { createHmac } from "node:crypto";
import { secretKeyFor } from "./secret-key";

/**
 * A reference to a channel account that only this installation can make (HMAC-SHA-256, 43 characters): what stays of somebody in the audit
 * log, in receipts and among the suppressed. A plain hash would not do, since ids of people are easily guessed.
 */
export function subjectRef({ channelId, userId }: { channelId: string; userId: string }): string {
  return keyedHash("account", [channelId, userId]);
}

/** What somebody's account is called for who may not see its id. Not made of a reference: who reads the audit log learns nothing of it. */
export function accountAlias(userId: string): string {
  return `masked-${keyedHash("alias", [userId]).slice(0, 16)}`;
}

/** A reference to a conversation, made as that to an account. */
export function conversationRef(conversationId: string): string {
  return keyedHash("conversation", [conversationId]);
}

/** A mark of how far erasures have come. It changes with each, and says neither how many there were nor when. */
export function epochRef(progress: readonly (string | number | null)[]): string {
  return keyedHash("erasures", progress.map(String));
}

/** The same for what a bot saved under one key. */
export function itemRef(itemId: string): string {
  return keyedHash("item", [itemId]);
}

/** The same for a value in its place: what stands there instead, or elsewhere alike, has another one. */
export function placeRef({ itemId, pattern, text }: { itemId: string; pattern: string; text: string }): string {
  return keyedHash("place", [itemId, pattern, text]);
}

/** The same for one run of something that a case may do more than once. */
export function runRef(number: string, since: string): string {
  return keyedHash("run", [number, since]);
}

/** JSON keeps apart what joining would make one: ids may hold anything. */
function keyedHash(kind: string, parts: readonly string[]): string {
  return createHmac("sha256", secretKeyFor("subject reference"))
    .update(JSON.stringify([kind, ...parts]))
    .digest("base64url");
}
