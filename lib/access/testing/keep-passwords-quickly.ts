import { processSingleton } from "@/lib/env";

/** For the rest of a test file, passwords cost next to nothing to keep and to try. To be called before the first one is kept. */
export function keepPasswordsQuickly(): void {
  processSingleton("password-cost", () => ({ N: 2, r: 8, p: 1 }));
}
