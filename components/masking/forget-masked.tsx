"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLive } from "@/components/live/live-provider";
import { useMaskingChange } from "./use-masking-version";

/** Throws away what the page has read whenever other values may be seen; all but the bots, who are nobody's data. */
export function ForgetMasked() {
  const client = useQueryClient();
  const live = useLive();
  useMaskingChange(() => {
    void client.resetQueries({ predicate: ({ queryKey: [first] }) => first !== "bots" });
    void client.invalidateQueries({ queryKey: ["bots"] });
  });
  useEffect(() => {
    const readAgain = (...keys: string[]): void => {
      for (const key of keys) void client.invalidateQueries({ queryKey: [key] });
    };
    const leave = live.on("masking", ({ isElsewhere, isOfOtherBot }) => {
      if (isElsewhere) return readAgain("me", "unmaskings", "privacy");
      if (!isOfOtherBot) return;
      client.removeQueries({ type: "inactive" });
      void client.invalidateQueries();
    });
    // What was told while the connection was away was not heard.
    const stop = live.onStatus(() => live.status === "online" && readAgain("me"));
    return () => {
      leave();
      stop();
    };
  }, [client, live]);
  return null;
}
