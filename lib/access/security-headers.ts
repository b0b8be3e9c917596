const always = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Headers of every answer. What the API tells is somebody's data and stays out of caches. */
export function securityHeaders(url: string): Record<string, string> {
  return isApi(url) ? { ...always, "Cache-Control": "no-store" } : always;
}

/** What may be asked by pages of any origin, with a token. `path` is a resolved one. */
export function isDirectLine(path: string): boolean {
  return path.startsWith("/v3/directline/");
}

export function isApi(url: string): boolean {
  return /^\/api(?:[/?]|$)/.test(url);
}
