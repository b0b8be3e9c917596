"use client";
import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useLiveStatus } from "@/components/live/live-provider";

const patienceMs = 1_000;

/** Says that the server is gone; a break so short that one would not notice is not worth a word. */
export function ConnectionBanner() {
  const isOnline = useLiveStatus() === "online";
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (isOnline) return setIsLate(false);
    const timer = setTimeout(() => setIsLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isOnline]);
  return (
    <div role="status">
      {!isOnline && isLate && (
        <p className="flex items-start gap-2 border-b border-line bg-warning-wash px-3 py-2 text-sm text-ink">
          <WifiOff aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-changed" />
          Connection lost. Reconnecting… Messages you send now will be marked failed until we are back.
        </p>
      )}
    </div>
  );
}
