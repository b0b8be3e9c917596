"use client";
import { useQueries } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { listChangesAt } from "@/components/api/client";
import { type ChangesAt, formatPointer, type Scope, scopes } from "@/lib/model";

type ChangedAtInput = { conversationId: string; userId: string; scope: Scope | null; path: string; turnCount: number };

/** Which turns and writes of the conversation changed a place in the state, by the keys of their rows; null while none is asked for. */
export function useChangedAt({ conversationId, userId, scope, path, turnCount }: ChangedAtInput): ReadonlySet<string> | null {
  const pointers = toPointers(useDeferredValue(path));
  const wanted = pointers.flatMap((pointer) => (scope === null ? scopes : [scope]).map((name) => ({ name, pointer })));
  const answers = useQueries({
    queries: wanted.map(({ name, pointer }) => ({
      queryKey: ["changes-at", conversationId, userId, name, pointer, turnCount],
      queryFn: ({ signal }: { signal: AbortSignal }) => listChangesAt(conversationId, { scope: name, path: pointer, userId, signal }),
    })),
    combine: (results) => results.map(({ data }) => data),
  });
  const isAsked = pointers.length > 0;
  return useMemo(() => (isAsked ? keysIn(answers) : null), [isAsked, answers]);
}

/**
 * The places that a path as people write it may mean: "/profile/name" one, "profile.name" a property of profile, or one whose name
 * has a dot in it. None for what is no path yet.
 */
export function toPointers(path: string): string[] {
  const text = path.trim();
  if (/^\/?$/.test(text) || (text.startsWith("/") && /~(?![01])/.test(text))) return [];
  if (text.startsWith("/")) return [text];
  if (text.includes("/")) return [formatPointer(text.split("/"))];
  const parts = text.split(/[.[\]]+/).filter((part) => part !== "");
  return [...new Set([formatPointer([text]), formatPointer(parts)])].filter((pointer) => pointer !== "");
}

function keysIn(answers: readonly (ChangesAt | undefined)[]): ReadonlySet<string> {
  return new Set(
    answers.flatMap((answer) => [
      ...(answer?.turns.map((turn) => `turn-${turn}`) ?? []),
      ...(answer?.writes.map((seq) => `write-${seq}`) ?? []),
    ]),
  );
}
