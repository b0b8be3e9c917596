import { type Caller, HarnessError, localCaller } from "@/lib/model";
import { callerOfKey } from "./api-keys";

/** Who asks: a script with a key, or the one user of this machine. Throws `credentials_required` for a key that is none. */
export async function callerOf(request: Request): Promise<Caller> {
  const key = bearerOf(request.headers);
  return key === null ? localCaller : callerOfKey(key);
}

/** Throws `sign_in_required` for nobody. */
export function requireCaller(caller: Caller): Caller {
  if (caller.kind !== "nobody") return caller;
  throw new HarnessError("sign_in_required", "Sign in first. A script sends Authorization: Bearer and an API key.");
}

function bearerOf(headers: Headers): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}
