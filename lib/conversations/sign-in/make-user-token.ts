import { randomText } from "@/lib/model";
import type { TokenPlace } from "./user-token-row";

const day = 24 * 60 * 60;

/**
 * A token such as a provider gives, for a bot to read and to show: an unsigned JWT that names the person. No service takes it, and it says
 * so.
 */
export function makeUserToken({ userId, connectionName }: Pick<TokenPlace, "userId" | "connectionName">, name = userId): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: "turnscope:emulated", aud: connectionName, sub: userId, name, iat: now, exp: now + day, jti: randomText(12) };
  return [{ alg: "none", typ: "JWT" }, claims].map(toPart).join(".").concat(".");
}

function toPart(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
