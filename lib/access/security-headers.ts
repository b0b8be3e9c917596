import { env } from "@/lib/env";

const always = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Browsers ask over https only from now on, once they came that way. */
const overHttps = { "Strict-Transport-Security": "max-age=31536000" };

/** Headers of every answer. What the API tells is somebody's data and stays out of caches. */
export function securityHeaders(url: string): Record<string, string> {
  const common = env().publicUrl?.startsWith("https:") ? { ...always, ...overHttps } : always;
  return isApi(url) ? { ...common, "Cache-Control": "no-store" } : common;
}

/** What may be asked by pages of any origin, with a token. `path` is a resolved one. */
export function isDirectLine(path: string): boolean {
  return path.startsWith("/v3/directline/");
}

export function isApi(url: string): boolean {
  return /^\/api(?:[/?]|$)/.test(url);
}
