/**
 * The address of a file that our server keeps, as this page may load it; null for any other. Bots and clients are told the server's own
 * address, and the page may have been opened under another of its names.
 */
export function ownFileUrl(contentUrl: string, page: Pick<Location, "origin" | "port">): string | null {
  if (!URL.canParse(contentUrl)) return null;
  const { protocol, hostname, port, pathname } = new URL(contentUrl);
  const isHere = protocol === "http:" && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname) && port === page.port;
  return isHere && /^\/v3\/attachments\/[\w-]+\/views\/\w+$/.test(pathname) ? `${page.origin}${pathname}` : null;
}
