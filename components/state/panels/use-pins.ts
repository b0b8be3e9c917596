"use client";
import { useCallback, useMemo } from "react";
import * as z from "zod";
import { createStoredValue, useStoredValue } from "@/components/settings/stored-value";
import { type Scope, scopeSchema } from "@/lib/model";

const pin = z.object({ scope: scopeSchema, path: z.string() });
/** A field that is watched. Only the place is kept, never a value. */
export type Pin = z.infer<typeof pin>;

const none: Pin[] = [];
const noBots: Record<string, Pin[]> = {};
const pinsByBot = createStoredValue<Record<string, Pin[]>>("turnscope:pins", z.record(z.string(), z.array(pin)), noBots);

export type Pins = {
  list: readonly Pin[];
  has: (scope: Scope, pointer: string) => boolean;
  toggle: (scope: Scope, pointer: string) => void;
};

/** The watch list of one bot, remembered in this browser. */
export function usePins(botId: string): Pins {
  const all = useStoredValue(pinsByBot, noBots);
  const list = Object.hasOwn(all, botId) ? (all[botId] ?? none) : none;
  const has = useCallback((scope: Scope, path: string) => list.some((known) => known.scope === scope && known.path === path), [list]);
  const toggle = useCallback(
    (scope: Scope, path: string) => {
      const others = list.filter((known) => known.scope !== scope || known.path !== path);
      pinsByBot.set({ ...pinsByBot.get(), [botId]: others.length < list.length ? others : [...others, { scope, path }] });
    },
    [botId, list],
  );
  return useMemo(() => ({ list, has, toggle }), [list, has, toggle]);
}
