"use client";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { LiveConnection } from "./live-connection";
import type { LiveStatus } from "./live-socket";
import { socketOf } from "./socket-of";

const LiveContext = createContext<LiveConnection | null>(null);

function liveUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/api/live`;
}

/** Moments after which the network, or the machine, may have been away. */
function onWake(listener: () => void): () => void {
  const whenVisible = () => document.visibilityState === "visible" && listener();
  const networkEvents = ["online", "offline", "pageshow"] as const;
  for (const type of networkEvents) window.addEventListener(type, listener);
  document.addEventListener("visibilitychange", whenVisible);
  return () => {
    for (const type of networkEvents) window.removeEventListener(type, listener);
    document.removeEventListener("visibilitychange", whenVisible);
  };
}

/** Gives every page below it the one live connection of this tab. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [live] = useState(() => new LiveConnection({ createSocket: () => socketOf(liveUrl()) }));
  useEffect(() => {
    live.start();
    const stopListening = onWake(() => live.check());
    return () => {
      stopListening();
      live.stop();
    };
  }, [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): LiveConnection {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive is used outside of a LiveProvider.");
  return live;
}

export function useLiveStatus(): LiveStatus {
  const live = useLive();
  return useSyncExternalStore(
    (listener) => live.onStatus(listener),
    () => live.status,
    () => "connecting",
  );
}
