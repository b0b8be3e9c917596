"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLive } from "@/components/live/live-provider";

/** Grows whenever other values may be seen than before; by then all that was read is forgotten. For a key. */
export function useMaskingVersion(): number {
  const live = useLive();
  const client = useQueryClient();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const forget = (): void => {
      setVersion((before) => before + 1);
      void client.resetQueries();
    };
    window.addEventListener(maskingEnded, forget);
    const leave = live.on("masking", forget);
    return () => {
      leave();
      window.removeEventListener(maskingEnded, forget);
    };
  }, [live, client]);
  return version;
}

const maskingEnded = "turnscope:masking";

/** Tells the page that somebody may no longer be seen, where the server does not. */
export function announceMasking(): void {
  window.dispatchEvent(new Event(maskingEnded));
}
