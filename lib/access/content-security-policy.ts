/**
 * The policy of a page. Styles allow `unsafe-inline` because Web Chat and server-rendered style attributes need it;
 * scripts run only with the nonce, or when such a script loads them.
 */
export function contentSecurityPolicy(nonce: string, { isDev }: { isDev: boolean }): string {
  // Next's development bundles are made of eval; what `next build` makes needs none.
  const scripts = ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDev ? ["'unsafe-eval'"] : [])];
  return [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** 128 random bits in base64: one for each page that is sent, never used twice. */
export function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}
