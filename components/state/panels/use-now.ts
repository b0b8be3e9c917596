"use client";
import { useEffect, useState } from "react";

const refreshMs = 30_000;

/** The time, often enough for "just now" to become a clock time. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}
