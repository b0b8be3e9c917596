"use client";
import { useState } from "react";
import { isApiProblem, problemSentence } from "@/components/api/api-problem";
import { writeState } from "@/components/api/client";
import { toast } from "@/components/ui/toast";
import { useConversation } from "@/components/workbench/conversation-context";
import { type AllScopes, isJsonObject, type JsonObject, type SnapshotSummary, scopes } from "@/lib/model";
import { applySnapshot } from "./snapshot-calls";

const eTagsOf = (state: AllScopes) => Object.fromEntries(scopes.map((scope) => [scope, state[scope].eTag]));

/** Every scope as it was, on the condition that nobody wrote since. */
function takingBack(before: AllScopes, after: AllScopes) {
  const dataOf = (data: unknown): JsonObject | null => (isJsonObject(data) ? data : null);
  return Object.fromEntries(scopes.map((scope) => [scope, { data: dataOf(before[scope].data), eTag: after[scope].eTag }]));
}

type Applying = { apply: (snapshot: SnapshotSummary) => Promise<boolean>; newerThan: SnapshotSummary | null };

/**
 * Applies a snapshot upon the state that is shown. When the state has changed since, `newerThan` asks first: applying the same one
 * again overwrites it. Answers whether it was applied.
 */
export function useApplySnapshot(): Applying {
  const { conversationId, userId, persona, state } = useConversation();
  const [newerThan, setNewerThan] = useState<SnapshotSummary | null>(null);

  const takeBack = (before: AllScopes, after: AllScopes) => {
    writeState({ conversationId, userId, kind: "undo", scopes: takingBack(before, after), by: persona.name }).then(
      () => toast({ message: "Took the snapshot back" }),
      (error: unknown) => toast({ tone: "bad", message: problemSentence(error) }),
    );
  };

  const apply = async (snapshot: SnapshotSummary): Promise<boolean> => {
    if (state === null) return false;
    const eTags = newerThan?.id === snapshot.id ? undefined : eTagsOf(state);
    try {
      const written = await applySnapshot(snapshot.id, { conversationId, userId, eTags }, persona.name);
      const undo = { label: "Undo", onClick: () => takeBack(state, written.state) };
      toast({ message: `Applied “${snapshot.name}”`, action: undo });
      return true;
    } catch (error) {
      if (!isApiProblem(error) || error.code !== "stale_etag") throw error;
      setNewerThan(snapshot);
      return false;
    }
  };
  return { apply, newerThan };
}
