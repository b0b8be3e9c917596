"use client";
import { useCallback } from "react";
import * as z from "zod";
import { createStoredValue, useStoredValue } from "@/components/settings/stored-value";
import { type Scope, scopeSchema } from "@/lib/model";

const none: Scope[] = [];
const collapsed = createStoredValue<Scope[]>("turnscope:collapsed-scopes", z.array(scopeSchema), none);

/** Which panels the tester has folded away, remembered in this browser. */
export function useCollapsed() {
  const list = useStoredValue(collapsed, none);
  const setCollapsed = useCallback((scope: Scope, isCollapsed: boolean) => {
    const others = collapsed.get().filter((known) => known !== scope);
    collapsed.set(isCollapsed ? [...others, scope] : others);
  }, []);
  return { isCollapsed: (scope: Scope) => list.includes(scope), setCollapsed };
}
