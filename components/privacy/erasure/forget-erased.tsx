"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLive } from "@/components/live/live-provider";

/** Drops what this tab holds as soon as somebody was erased, and says so. Fetched when that happens: every page carries this. */
export function ForgetErased() {
  const client = useQueryClient();
  const live = useLive();
  useEffect(() => {
    if (window.sessionStorage.getItem("turnscope:erased") !== null) void import("./drop-erased").then((module) => module.sayErased());
  }, []);
  useEffect(() => live.on("person-erased", async (erased) => (await import("./drop-erased")).dropErased(client, erased)), [client, live]);
  return null;
}
