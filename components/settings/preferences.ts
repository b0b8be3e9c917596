"use client";
import * as z from "zod";
import { defaultBudgetBytes } from "@/lib/model";
import { createStoredValue, useStoredValue } from "./stored-value";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Also read, as text, by the script in app/theme-script.tsx, before the first paint. */
export const theme = createStoredValue<Theme>("turnscope:theme", z.enum(themes), "system");
export const useTheme = (): Theme => useStoredValue(theme, "system");

export const smallestBudgetBytes = 256;
export const budgetBytes = createStoredValue("turnscope:budget", z.number().int().min(smallestBudgetBytes), defaultBudgetBytes);
/** What a scope may hold before its size is shown as too much. Display only: nothing is refused. */
export const useBudgetBytes = (): number => useStoredValue(budgetBytes, defaultBudgetBytes);

export const hasSingleKeys = createStoredValue("turnscope:single-keys", z.boolean(), true);
export const useHasSingleKeys = (): boolean => useStoredValue(hasSingleKeys, true);
