import { createHash, randomBytes } from "node:crypto";

/** 256 random bits: what a cookie, a link or a key is worth. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token. Random bits need no salt and no slow hash. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
