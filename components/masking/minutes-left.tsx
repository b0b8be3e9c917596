"use client";
import { useEffect, useState } from "react";
import { announceMasking } from "./use-masking-version";

const secondMs = 1000;

/** "9 min 5 s left", counted down. At the end the page forgets what it showed. */
export function MinutesLeft({ until }: { until: string }) {
  const [now, setNow] = useState(() => Date.now());
  const leftMs = Math.max(0, Date.parse(until) - now);
  const isOver = leftMs === 0;
  useEffect(() => {
    if (isOver) return announceMasking();
    const timer = setInterval(() => setNow(Date.now()), secondMs);
    return () => clearInterval(timer);
  }, [isOver]);
  const seconds = Math.ceil(leftMs / secondMs);
  return (
    <span role="timer" className="whitespace-nowrap tabular-nums">
      {Math.floor(seconds / 60)} min {String(seconds % 60).padStart(2, "0")} s left
    </span>
  );
}
