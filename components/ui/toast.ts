export type ToastOptions = {
  message: string;
  tone?: "neutral" | "bad";
  action?: { label: string; onClick: () => void };
  /** 0 keeps it until it is closed; an action gets longer by itself. */
  timeoutMs?: number;
};

type Listener = (options: ToastOptions) => void;

const waiting: ToastOptions[] = [];
let listener: Listener | null = null;

/** Shows a passing note, from anywhere. The view is loaded later, so what is said before it is there waits for it. */
export function toast(options: ToastOptions): void {
  if (listener) listener(options);
  else waiting.push(options);
}

/** For the one Toaster of the page. */
export function listenForToasts(next: Listener): () => void {
  listener = next;
  for (const options of waiting.splice(0)) next(options);
  return () => {
    if (listener === next) listener = null;
  };
}
