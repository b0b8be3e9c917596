"use client";
import { useMemo } from "react";
import type { Scope, StateChange } from "@/lib/model";
import { type ChangeMarks, indexChanges, noMarks } from "../tree/change-marks";

/** The marks of each scope; a scope without changes keeps the same empty ones, so that it is not drawn again. */
export function useMarks(changes: readonly StateChange[]): Record<Scope, ChangeMarks> {
  return useMemo(() => {
    const marksOf = (scope: Scope): ChangeMarks => {
      const own = changes.filter((change) => change.scope === scope);
      return own.length === 0 ? noMarks : indexChanges(own);
    };
    return { user: marksOf("user"), conversation: marksOf("conversation"), private: marksOf("private"), dialog: marksOf("dialog") };
  }, [changes]);
}
