"use client";
import { useQuery } from "@tanstack/react-query";
import type { Right } from "@/lib/model";
import { useMe } from "./use-me";

/**
 * Why whoever is at the page may not, or null. The server decides by itself; until it is known who they are nothing is taken away. The words
 * are fetched by those who lack a right only.
 */
export function useRefusal(right: Right): string | null {
  const caller = useMe()?.caller;
  const isLacking = caller != null && !caller.rights.includes(right);
  const { data = "You may not do that." } = useQuery({
    queryKey: ["refusal", right],
    queryFn: async () => (await import("./refusal-words")).refusalWords(right),
    enabled: isLacking,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return isLacking ? data : null;
}
