"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type DeepLink, formatDeepLink, parseDeepLink } from "./deep-link";

/** The place inside the conversation that the address names, and a way to name another without leaving the page. */
export function usePlace(conversationId: string): [DeepLink, (place: DeepLink) => void] {
  const params = useSearchParams();
  const text = params.toString();
  const place = useMemo(() => parseDeepLink(new URLSearchParams(text)), [text]);
  const setPlace = useCallback(
    (next: DeepLink) => window.history.replaceState(null, "", formatDeepLink(conversationId, next)),
    [conversationId],
  );
  return [place, setPlace];
}
