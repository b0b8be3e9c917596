/** What a browser only shows or plays. SVG is not among them: it can hold script. */
const shownTypes = /^(?:image\/(?:png|jpeg|gif|webp|bmp|avif)|audio\/(?:mpeg|mp4|ogg|wav|webm|aac)|video\/(?:mp4|ogg|webm))$/;

/**
 * A file of somebody else must never run as a page or script of ours: what browsers do not merely show is bytes to be saved, nothing is guessed
 * from its content, and opened by itself it may do nothing.
 */
export function fileHeaders(name: string, contentType: string): Record<string, string> {
  const isShown = shownTypes.test(contentType);
  return {
    "Content-Type": isShown ? contentType : "application/octet-stream",
    "Content-Disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${encodeFileName(name)}`,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    // Chats of other origins show it too; the address is the key.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "private, no-store",
  };
}

/** RFC 8187 leaves fewer characters as they are than encodeURIComponent does. */
function encodeFileName(name: string): string {
  // A half surrogate pair becomes a replacement character on its way through UTF-8.
  return encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
