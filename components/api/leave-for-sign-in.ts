const openPages = /^\/(?:sign-in|welcome)(?:\/|$)/;

/** Whoever is signed out, or no longer signed in, is brought back to this page after they signed in. All that the page holds goes with it. */
export function leaveForSignIn(): void {
  const { pathname, search, hash } = window.location;
  if (!openPages.test(pathname)) window.location.assign(`/sign-in?next=${encodeURIComponent(`${pathname}${search}${hash}`)}`);
}
