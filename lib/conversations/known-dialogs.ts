import type { KnownDialogs } from "@/lib/bots";
import { botRegistry } from "./bots";

/** The dialogs that a bot has today; null for one that did not load, is gone, is elsewhere, or has none that were seen. */
export async function knownDialogs(botId: string): Promise<KnownDialogs | null> {
  const registry = await botRegistry();
  const isReady = registry.list().some(({ id, status }) => id === botId && status === "ready");
  const dialogs = isReady ? registry.require(botId).dialogs : null;
  return dialogs === null || dialogs.size === 0 ? null : dialogs;
}
