"use client";
import { useSyncExternalStore } from "react";
import type * as z from "zod";

export type StoredValue<T> = {
  get: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
};

function readText(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    // Browsers throw here when site data is blocked; the setting then lives as long as the page.
    return null;
  }
}

function writeText(key: string, text: string): void {
  try {
    globalThis.localStorage?.setItem(key, text);
  } catch {
    // Full or blocked: the value held in memory still serves this page.
  }
}

function parseText<T>(text: string | null, schema: z.ZodType<T>, fallback: T): T {
  if (text === null) return fallback;
  try {
    return schema.catch(fallback).parse(JSON.parse(text));
  } catch {
    // Not JSON: written by another version or by hand; the default is as good as it gets.
    return fallback;
  }
}

/** A value kept in this browser, checked when read, and the same in every tab. */
export function createStoredValue<T>(key: string, schema: z.ZodType<T>, fallback: T): StoredValue<T> {
  const listeners = new Set<() => void>();
  let held: { value: T } | null = null;
  const announce = () => {
    for (const listener of listeners) listener();
  };
  const onStorage = (event: StorageEvent) => {
    if (event.key !== key && event.key !== null) return;
    held = null;
    announce();
  };
  return {
    get: () => {
      held ??= { value: parseText(readText(key), schema, fallback) };
      return held.value;
    },
    set: (value) => {
      held = { value };
      writeText(key, JSON.stringify(value));
      announce();
    },
    subscribe: (listener) => {
      if (listeners.size === 0) globalThis.addEventListener("storage", onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) globalThis.removeEventListener("storage", onStorage);
      };
    },
  };
}

/** `initial` is what the server renders, and the browser until it has woken up. */
export function useStoredValue<T>(stored: StoredValue<T>, initial: T): T {
  return useSyncExternalStore(stored.subscribe, stored.get, () => initial);
}
