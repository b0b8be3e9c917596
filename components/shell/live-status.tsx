"use client";
import { useState } from "react";
import { useLiveStatus } from "@/components/live/live-provider";
import { cx } from "@/components/ui/cx";

const shown = {
  first: { text: "Connecting…", dot: "bg-line-strong", ink: "text-muted" },
  connecting: { text: "Reconnecting…", dot: "bg-changed animate-pulse", ink: "text-changed" },
  online: { text: "Live", dot: "bg-added", ink: "text-added" },
  offline: { text: "Offline", dot: "bg-removed", ink: "text-removed" },
};

/** Whether what is on the screen is what the server has now. */
export function LiveStatus() {
  const status = useLiveStatus();
  const [wasOnline, setWasOnline] = useState(status === "online");
  if (status === "online" && !wasOnline) setWasOnline(true);
  const { text, dot, ink } = shown[status === "connecting" && !wasOnline ? "first" : status];
  return (
    <span role="status" className={cx("inline-flex items-center gap-1.5 text-sm whitespace-nowrap", ink)}>
      <span aria-hidden="true" className={cx("size-2 rounded-full", dot)} />
      {text}
    </span>
  );
}
