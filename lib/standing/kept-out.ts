import { AsyncLocalStorage } from "node:async_hooks";
import { processSingleton } from "@/lib/env";

type Noted = { isKeptOut: boolean };

const current = () => processSingleton("kept-out", () => new AsyncLocalStorage<Noted>());

/** Does some work, and answers besides whether something was kept out in it for the standing of whose it is. */
export async function notingKeptOut<Result>(work: () => Promise<Result>): Promise<Noted & { result: Result }> {
  const noted: Noted = { isKeptOut: false };
  const result = await current().run(noted, work);
  return { isKeptOut: noted.isKeptOut, result };
}

/** Something was not written, or was refused, for the standing of whose it is. */
export function noteKeptOut(): void {
  const noted = current().getStore();
  if (noted) noted.isKeptOut = true;
}
