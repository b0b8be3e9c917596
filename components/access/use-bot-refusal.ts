"use client";
import { useBots } from "@/components/api/queries";
import type { Right } from "@/lib/model";
import { useRefusal } from "./use-refusal";

/** Why whoever is at the page may not do something with a bot, or null: what takes a right with production bots only. */
export function useBotRefusal(botId: string | null, right: Right): string | null {
  return useBotsRefusal(botId === null ? [] : [botId], right);
}

/** The same where any of several bots is concerned. */
export function useBotsRefusal(botIds: readonly string[], right: Right): string | null {
  const refusal = useRefusal(right);
  const bots = useBots().data ?? [];
  return bots.some(({ id, isProduction }) => isProduction && botIds.includes(id)) ? refusal : null;
}
