import { createHmac } from "node:crypto";
import { secretKeyFor } from "./secret-key";

/**
 * A reference to a channel account that only this installation can make (HMAC-SHA-256, 43 characters): what stays of somebody in the audit
 * log, in receipts and among the suppressed. A plain hash would not do, since ids of people are easily guessed.
 */
export function subjectRef({ channelId, userId }: { channelId: string; userId: string }): string {
  return keyedHash("account", [channelId, userId]);
}

/** The same for a conversation. */
export function conversationRef(conversationId: string): string {
  return keyedHash("conversation", [conversationId]);
}

/** JSON keeps apart what joining would make one: ids may hold anything. */
function keyedHash(kind: string, parts: readonly string[]): string {
  return createHmac("sha256", secretKeyFor("subject reference"))
    .update(JSON.stringify([kind, ...parts]))
    .digest("base64url");
}
