"use client";
import { useSyncExternalStore } from "react";

const never = (): (() => void) => () => {};

/**
 * False while the browser takes over what the server drew. Parts of a page wake up one after another: one that shows what another has
 * loaded meanwhile would differ from what the server drew of it.
 */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
