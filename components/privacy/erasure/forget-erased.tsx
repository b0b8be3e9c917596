"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLive } from "@/components/live/live-provider";
import { toast } from "@/components/ui/toast";

const erasedKey = "turnscope:erased";

/**
 * Drops what this tab holds as soon as somebody was erased: what it has read, and what the browser keeps of them. A page that shows one of
 * their conversations is loaded anew, since nobody can tell what else in it remembers.
 */
export function ForgetErased() {
  const client = useQueryClient();
  const live = useLive();
  useEffect(() => {
    if (window.sessionStorage.getItem(erasedKey) === null) return;
    window.sessionStorage.removeItem(erasedKey);
    toast({ message: "Somebody on this page was erased. What is left was read again." });
  }, []);
  useEffect(
    () =>
      live.on("person-erased", async ({ conversationIds, personIds }) => {
        client.clear();
        const { forgetInBrowser } = await import("./forget-in-browser");
        await forgetInBrowser({ conversationIds, personIds });
        const place = decodeURIComponent(window.location.href);
        if (![...conversationIds, ...personIds].some((id) => place.includes(id))) return void client.resetQueries();
        window.sessionStorage.setItem(erasedKey, "1");
        window.location.reload();
      }),
    [client, live],
  );
  return null;
}
