type Page = Pick<Location, "origin" | "port">;

/**
 * The address of a file that our server keeps, as this page may load it; null for any other. Bots and clients are told the server's own
 * address, and the page may have been opened under another of its names.
 */
export function ownFileUrl(contentUrl: string, page: Page): string | null {
  return ownUrl(contentUrl, page, /^\/v3\/attachments\/[\w-]+\/views\/\w+$/);
}

/** The same for the page where one signs in to a bot's connection; the card may be one that a fork shows of its past. */
export function ownSignInUrl(link: string, conversationId: string, page: Page): string | null {
  const url = ownUrl(link, page, /^\/sign-in\/[\w-]+$/);
  return url && `${url}?conversation=${encodeURIComponent(conversationId)}`;
}

function ownUrl(url: string, page: Page, path: RegExp): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, pathname } = new URL(url);
  const isHere = protocol === "http:" && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname) && port === page.port;
  return isHere && path.test(pathname) ? `${page.origin}${pathname}` : null;
}
