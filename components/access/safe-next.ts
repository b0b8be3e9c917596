/** A place of ours to go on to: never another site, and not the sign-in again. */
export function safeNext(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next)) return "/";
  // Any origin will do: what leads elsewhere has another. Also asked on the server, where there is no window.
  const origin = "http://localhost";
  if (!URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  return url.origin === origin && !/^\/(?:sign-in|welcome)$/.test(url.pathname) ? next : "/";
}
