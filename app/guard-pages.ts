import { callbackPath, callerOf, clearedCookie, finishProvider } from "@/lib/access";
import { env } from "@/lib/env";
import { isHarnessError } from "@/lib/model";

/** Where a browser is sent instead of the page that it asked for. */
export type Detour = { location: string; cookies: string[] };

/** Pages that are there for whoever is not signed in: to sign in, to set a password, and links that a bot sent to one of its people. */
const openPage = /^\/(?:sign-in(?:\/[^/]+)?|welcome)$/;
const openFile = /^\/(?:_next\/|favicon\.svg$)/;

/**
 * Whether a page may be sent at all. Pages hold nobody's data, which the API guards by itself, but whoever is nobody has no business here; and
 * who comes back from the provider is let in. Null sends the page.
 */
export async function detourOf(request: Request): Promise<Detour | null> {
  if (env().signIn === null) return null;
  const { pathname } = new URL(request.url);
  if (pathname === callbackPath) return comeBack(request);
  // Of the API only its description is a page.
  const isApi = /^\/api(?:\/|$)/.test(pathname) && !/^\/api\/docs(?:\/|$)/.test(pathname);
  if (isApi || openFile.test(pathname) || openPage.test(pathname)) return null;
  const { caller } = await whoAsks(request);
  return caller === "nobody" ? { location: `/sign-in?next=${encodeURIComponent(placeOf(request.url))}`, cookies: [] } : null;
}

/** A key that is none opens no page. */
async function whoAsks(request: Request): Promise<{ caller: string }> {
  try {
    return { caller: (await callerOf(request)).caller.kind };
  } catch (error) {
    if (isHarnessError(error) && error.code === "credentials_required") return { caller: "nobody" };
    throw error;
  }
}

async function comeBack(request: Request): Promise<Detour> {
  const cookies = [clearedCookie("provider")];
  try {
    const { next, setCookie, browser } = await finishProvider(request.url, request.headers);
    return { location: next, cookies: [...cookies, setCookie, ...(browser === null ? [] : [browser])] };
  } catch (error) {
    if (!isHarnessError(error)) throw error;
    return { location: `/sign-in?error=${error.code}`, cookies };
  }
}

/** Without what Next adds to ask for a page's data. */
function placeOf(url: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete("_rsc");
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
}
