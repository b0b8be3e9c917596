"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLive } from "@/components/live/live-provider";
import type { ToldErasure } from "@/lib/model";
import { erasedKey, forgetEverybody, loadAnew } from "./forget-everybody";
import { keepsPeople, watchErasures } from "./missed-erasure";

/**
 * Drops what this tab holds as soon as somebody was erased, and says so; after a time without the server also when somebody was erased
 * meanwhile: just what is gone, if the server still knows what pages were told, so that nobody loses what they typed. What that takes is fetched
 * when it happens, since every page carries this; what forgetting everybody takes is here, since the server may be another version by then.
 */
export function ForgetErased() {
  const client = useQueryClient();
  const live = useLive();
  const [watch] = useState(() => watchErasures(keepsPeople()));
  useEffect(() => {
    if (window.sessionStorage.getItem(erasedKey) !== null) void import("./drop-erased").then((module) => module.sayErased());
  }, []);
  useEffect(() => {
    const stopGreeting = live.on("hello", async (told) => {
      const missed = watch.missed(told);
      if (missed === null) forgetEverybody();
      watch.note(told.erasureEpochs.at(-1) ?? "");
      if (missed === null) loadAnew("away");
      else if (missed.length > 0) await (await import("./drop-erased")).dropErased(client, allOf(missed));
    });
    const stopErased = live.on("person-erased", async (erased) => {
      watch.note(erased.erasureEpoch);
      await (await import("./drop-erased")).dropErased(client, erased);
    });
    return () => {
      stopGreeting();
      stopErased();
    };
  }, [client, live, watch]);
  return null;
}

function allOf(erasures: readonly ToldErasure[]): { conversationIds: string[]; personIds: string[] } {
  return {
    conversationIds: erasures.flatMap(({ conversationIds }) => conversationIds),
    personIds: erasures.flatMap(({ personIds }) => personIds),
  };
}
