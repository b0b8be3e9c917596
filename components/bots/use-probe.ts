"use client";
import { useCallback, useEffect, useState } from "react";
import type { BotProbe } from "@/lib/model";
import { probeBot } from "./bot-calls";

/** `probe` is null where the server does not know how to ask. */
export type Probing = { kind: "asking" } | { kind: "asked"; probe: BotProbe | null } | { kind: "failed"; error: unknown };

/** Asks a bot whether it is there: at once, and whenever `again` is called. */
export function useProbe(botId: string): { probing: Probing; again: () => void } {
  const [round, setRound] = useState(0);
  const [probing, setProbing] = useState<Probing>({ kind: "asking" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks anew
  useEffect(() => {
    const aborter = new AbortController();
    setProbing({ kind: "asking" });
    probeBot(botId, aborter.signal).then(
      (probe) => setProbing({ kind: "asked", probe }),
      (error: unknown) => !aborter.signal.aborted && setProbing({ kind: "failed", error }),
    );
    return () => aborter.abort();
  }, [botId, round]);
  return { probing, again: useCallback(() => setRound((last) => last + 1), []) };
}
