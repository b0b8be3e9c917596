"use client";
import { useQueries } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { traceValue } from "@/components/api/client";
import { type Provenance, type Scope, scopes } from "@/lib/model";

type ChangedAtInput = { conversationId: string; userId: string; scope: Scope | null; path: string; turnCount: number };

/** Which turns and writes of the conversation changed a place in the state, by the keys of their rows; null while none is asked for. */
export function useChangedAt({ conversationId, userId, scope, path, turnCount }: ChangedAtInput): ReadonlySet<string> | null {
  const pointer = useDeferredValue(toPointer(path));
  const wanted = pointer === null ? [] : scope === null ? scopes : [scope];
  const answers = useQueries({
    queries: wanted.map((name) => ({
      queryKey: ["provenance", conversationId, userId, name, pointer, turnCount],
      queryFn: ({ signal }: { signal: AbortSignal }) => traceValue(conversationId, { scope: name, path: pointer ?? "", userId, signal }),
    })),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(() => (pointer === null ? null : keysIn(conversationId, answers)), [pointer, conversationId, answers]);
}

/** "profile/name" and "/profile/name" mean the same place; null for none, and for what is no path yet. */
export function toPointer(path: string): string | null {
  const text = path.trim();
  if (text === "" || text === "/" || /~(?![01])/.test(text)) return null;
  return text.startsWith("/") ? text : `/${text}`;
}

function keysIn(conversationId: string, answers: readonly (Provenance | undefined)[]): ReadonlySet<string> {
  const own = answers.flatMap((answer) => answer?.entries ?? []).filter((entry) => entry.conversationId === conversationId);
  return new Set(own.map(({ kind, seq, turn }) => (kind === "turn" ? `turn-${turn}` : `write-${seq}`)));
}
