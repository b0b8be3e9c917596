"use client";
import { useEffect, useRef, useState } from "react";
import { useLive } from "@/components/live/live-provider";

/** Grows whenever other values may be seen than before. For a key: what is mounted anew has forgotten what it showed. */
export function useMaskingVersion(): number {
  const [version, setVersion] = useState(0);
  useMaskingChange(() => setVersion((before) => before + 1));
  return version;
}

/** `onChange` is called when the server says that other values may be seen, and when ten minutes end here. */
export function useMaskingChange(onChange: () => void): void {
  const live = useLive();
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const listener = (): void => latest.current();
    window.addEventListener(maskingEnded, listener);
    // On others' sight, and on other bots, nothing here depends but what is listed of them: see ForgetMasked.
    const leave = live.on("masking", ({ isElsewhere, isOfOtherBot }) => isElsewhere || isOfOtherBot || listener());
    return () => {
      leave();
      window.removeEventListener(maskingEnded, listener);
    };
  }, [live]);
}

const maskingEnded = "turnscope:masking";

/** Tells the page that somebody may no longer be seen, where the server does not. */
export function announceMasking(): void {
  window.dispatchEvent(new Event(maskingEnded));
}
