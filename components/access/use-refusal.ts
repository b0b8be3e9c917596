"use client";
import { useBots } from "@/components/api/queries";
import { type Right, refusalOf } from "@/lib/model";
import { useMe } from "./use-me";

/** Why whoever is at the page may not, or null. The server decides by itself; until it is known who they are nothing is taken away. */
export function useRefusal(right: Right): string | null {
  const me = useMe();
  return me?.caller && !me.caller.rights.includes(right) ? refusalOf(right) : null;
}

/** The same for what takes a right with production bots only. */
export function useBotRefusal(botId: string | null, right: Right): string | null {
  return useBotsRefusal(botId === null ? [] : [botId], right);
}

/** The same where any of several bots is concerned. */
export function useBotsRefusal(botIds: readonly string[], right: Right): string | null {
  const refusal = useRefusal(right);
  const bots = useBots().data ?? [];
  return bots.some(({ id, isProduction }) => isProduction && botIds.includes(id)) ? refusal : null;
}
