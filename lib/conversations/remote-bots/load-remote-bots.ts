import type { BotRegistry } from "@/lib/bots";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { HarnessError } from "@/lib/model";
import { openRow } from "./open-row";
import { readBotsFile } from "./read-bots-file";
import { readRemoteBots, upsertRemoteBot } from "./remote-bot-row";
import { toRow } from "./to-row";

/**
 * Puts the bots elsewhere beside those of this process: first those of the settings file take the place of what is known of them, then all
 * are opened. An id that a bot of this process has is that one's.
 */
export async function loadRemoteBots(registry: BotRegistry): Promise<void> {
  const inProcess = new Set(registry.list().map(({ id }) => id));
  await takeBotsOfFile(inProcess);
  for (const row of await readRemoteBots()) if (!inProcess.has(row.id)) registry.put(openRow(row));
}

async function takeBotsOfFile(inProcess: ReadonlySet<string>): Promise<void> {
  const { remoteBotsFile } = env();
  if (remoteBotsFile === null) return;
  const bots = await readBotsFile(remoteBotsFile);
  const taken = bots.find(({ id }) => inProcess.has(id));
  if (taken)
    throw new HarnessError("invalid_setting", `TURNSCOPE_REMOTE_BOTS names a bot ${taken.id}, and a bot in this process has that id.`);
  await (await db()).transaction(bots.map((bot) => upsertRemoteBot(toRow(bot.id, bot))));
}
