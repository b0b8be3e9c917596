"use client";
import { useEffect } from "react";

/** Fetches Web Chat while the page still finds out what to show in it: it is most of what there is to load. */
export function usePreloadChat(): void {
  useEffect(() => {
    // Whoever draws the chat asks for the same file, and reports it when it cannot be had.
    import("@/components/chat/chat-pane").catch(() => {});
  }, []);
}
