import { sealData, unsealData } from "iron-session";
import { env, secretKeyFor } from "@/lib/env";

type CookieName = "session" | "provider" | "browser";

/** Strict would sign out whoever follows a link from elsewhere; another site's forms and scripts are stopped by the check of the Origin. */
const attributes = "HttpOnly; SameSite=Lax; Path=/";

/** Sealed with a key of this installation, so that nothing in it can be read or made up. */
export async function sealedCookie(name: CookieName, value: object, maxAgeSeconds: number): Promise<string> {
  const sealed = await sealData(value, { password: password(name), ttl: maxAgeSeconds });
  return `${nameOf(name)}=${sealed}; ${attributes}; Max-Age=${maxAgeSeconds}${isSecure() ? "; Secure" : ""}`;
}

export function clearedCookie(name: CookieName): string {
  return `${nameOf(name)}=; ${attributes}; Max-Age=0${isSecure() ? "; Secure" : ""}`;
}

/** What was sealed; empty for a cookie that is missing, too old or not of ours. */
export async function openCookie(name: CookieName, headers: Headers): Promise<Record<string, unknown>> {
  const sealed = cookiesOf(headers).get(nameOf(name));
  return sealed === undefined ? {} : unsealData<Record<string, unknown>>(sealed, { password: password(name) });
}

/** `__Host-` has browsers refuse it from anywhere but this very host, over https. */
function nameOf(name: CookieName): string {
  return `${isSecure() ? "__Host-" : ""}turnscope-${name}`;
}

function isSecure(): boolean {
  return env().publicUrl?.startsWith("https:") ?? false;
}

function cookiesOf(headers: Headers): Map<string, string> {
  const pairs = (headers.get("cookie") ?? "").split(/; */).map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, Math.max(at, 0)), pair.slice(at + 1)] as const;
  });
  return new Map(pairs);
}

function password(name: CookieName): string {
  return secretKeyFor(`cookie ${name}`).toString("base64url");
}
