/** A place of ours to go on to: never another site, and not the sign-in again. */
export function safeNext(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next)) return "/";
  const { origin } = window.location;
  if (!URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  return url.origin === origin && !/^\/(?:sign-in|welcome)$/.test(url.pathname) ? next : "/";
}
