"use client";
import { useQuery } from "@tanstack/react-query";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import type { Me, Right } from "@/lib/model";
import { getMe } from "./session-calls";

/** Who is at the page; the header asks, and pages. Asked once: another role ends the session, and with it the page. */
export function useMe(): Me | undefined {
  const isHydrated = useIsHydrated();
  const { data } = useQuery({ queryKey: ["me"], queryFn: ({ signal }) => getMe(signal), staleTime: Number.POSITIVE_INFINITY });
  return isHydrated ? data : undefined;
}

/** Only for what is shown: the server decides by itself. Until it is known nothing is taken away. */
export function useMay(right: Right): boolean {
  const me = useMe();
  return me?.caller ? me.caller.rights.includes(right) : true;
}
