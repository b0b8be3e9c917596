/**
 * Fetches Web Chat, which is most of what the workbench loads, as soon as any of the page's script runs. The workbench itself comes awake
 * after all that stands around it, and would ask for it a third of a second later.
 */
export function preloadChat(): void {
  if (typeof window === "undefined" || !/^\/(?:c\/[^/]+\/?)?$/.test(window.location.pathname)) return;
  // Whoever draws the chat asks for the same file, and reports it when it cannot be had.
  import("@/components/chat/chat-pane").catch(() => {});
}
