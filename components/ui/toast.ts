export type ToastOptions = {
  message: string;
  tone?: "neutral" | "bad";
  action?: { label: string; onClick: () => void };
  /** 0 keeps it until it is closed; an action gets longer by itself. */
  timeoutMs?: number;
};

const waiting: ToastOptions[] = [];
const listeners = new Set<() => void>();

/** Shows a passing note, from anywhere. Its view is loaded for the first one, so what is said waits until it is taken. */
export function toast(options: ToastOptions): void {
  waiting.push(options);
  for (const listener of listeners) listener();
}

/** Those not shown yet; they are the caller's to show. */
export function takeToasts(): ToastOptions[] {
  return waiting.splice(0);
}

export const hasToasts = (): boolean => waiting.length > 0;

export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
