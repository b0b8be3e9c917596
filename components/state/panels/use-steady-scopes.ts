"use client";
import { useRef } from "react";
import type { AllScopes, ScopeState } from "@/lib/model";

/** The same objects for scopes that did not change: every event brings all four anew, and only one is to be drawn again. */
export function useSteadyScopes(state: AllScopes): AllScopes {
  const held = useRef(state);
  held.current = keepSame(held.current, state);
  return held.current;
}

export function keepSame(before: AllScopes, after: AllScopes): AllScopes {
  const kept: AllScopes = {
    user: isSame(before.user, after.user) ? before.user : after.user,
    conversation: isSame(before.conversation, after.conversation) ? before.conversation : after.conversation,
    private: isSame(before.private, after.private) ? before.private : after.private,
    dialog: isSame(before.dialog, after.dialog) ? before.dialog : after.dialog,
  };
  const isAllSame =
    kept.user === before.user &&
    kept.conversation === before.conversation &&
    kept.private === before.private &&
    kept.dialog === before.dialog;
  return isAllSame ? before : kept;
}

/** An eTag never comes back, so an equal one stands for an equal item. */
function isSame(before: ScopeState, after: ScopeState): boolean {
  if (before.erased !== undefined || after.erased !== undefined) return before === after;
  if (before.eTag === null) return after.eTag === null && before.data === null && after.data === null;
  return before.eTag === after.eTag && before.updatedAt === after.updatedAt && before.bytes === after.bytes;
}
