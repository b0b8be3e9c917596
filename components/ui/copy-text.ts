import { toast } from "./toast";

/** Puts text on the clipboard and says so; browsers refuse it outside of 127.0.0.1 and https. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ message: `${what} copied` });
  } catch {
    toast({ tone: "bad", message: `The browser refused to copy. Copy it by hand: ${text}`, timeoutMs: 0 });
  }
}
