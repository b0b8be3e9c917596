import type { ApiClient } from "./api-client";

/** People who talk at the same time, each in a conversation of their own. */
export const speakers = 200;

/** Asks the trivial bot with nothing between; its reply goes to `serviceUrl`. Answers how many milliseconds that took. */
export async function sayDirectly(direct: ApiClient, serviceUrl: string, conversationId: string, text: string): Promise<number> {
  const activity = { type: "message", id: "a-1", text, serviceUrl, channelId: "emulator", conversation: { id: conversationId } };
  const { status, durationMs } = await direct.ask("POST", "/api/messages", activity);
  if (status === 200) return durationMs;
  throw new Error(`The bot answered ${status} when it was asked directly.`);
}

/** Turns per second when all talk at once. */
export async function rateOf<T>(speaking: readonly T[], turnsEach: number, talk: (speaker: T) => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(speaking.map(talk));
  return (speaking.length * turnsEach) / ((performance.now() - startedMs) / 1000);
}

/** The floor of many at once: the same sentences, said to the bot itself. */
export function rateDirectly(direct: ApiClient, serviceUrl: string, ids: readonly string[], turnsEach: number): Promise<number> {
  return rateOf(ids, turnsEach, async (id) => {
    for (let number = 0; number < turnsEach; number++) await sayDirectly(direct, serviceUrl, id, `say ${number}`);
  });
}
