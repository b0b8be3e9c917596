import { useSyncExternalStore } from "react";

export type ToastOptions = {
  message: string;
  tone?: "neutral" | "bad";
  action?: { label: string; onClick: () => void };
  /** 0 keeps it until it is closed. */
  timeoutMs?: number;
};

export type Toast = ToastOptions & { id: number; timeoutMs: number };

const maxShown = 3;
const quietMs = 5000;
const badMs = 10_000;
const withActionMs = 10_000;

const none: Toast[] = [];
const listeners = new Set<() => void>();
let shown: Toast[] = none;
let lastId = 0;

function show(next: Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function defaultTimeoutMs({ action, tone }: ToastOptions): number {
  if (action) return withActionMs;
  return tone === "bad" ? badMs : quietMs;
}

/** Shows a passing note, from anywhere; the oldest makes room when there are too many. */
export function toast(options: ToastOptions): void {
  lastId += 1;
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs(options);
  show([...shown, { ...options, id: lastId, timeoutMs }].slice(-maxShown));
}

export function closeToast(id: number): void {
  show(shown.filter((item) => item.id !== id));
}

export const listToasts = (): Toast[] => shown;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useToasts = (): Toast[] => useSyncExternalStore(subscribe, listToasts, () => none);
