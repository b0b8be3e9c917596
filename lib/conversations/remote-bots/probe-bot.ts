import { seenGeneration } from "@/lib/bots";
import { explainProbe, explainSilence, postToBot } from "@/lib/channels";
import { type Activity, type BotProbe, newActivityId, randomText } from "@/lib/model";
import { requireListedBot } from "../bot-settings";
import { serviceUrlOf } from "../channel/service-address";
import { requireRemoteBot } from "./change-bot";
import { keepGeneration } from "./note-generation";
import { toEndpoint } from "./open-row";
import type { RemoteBotRow } from "./remote-bot-row";

const maxPatienceMs = 10_000;
const probePrefix = "probe-";

/** A conversation that exists for a probe only: what a bot says there is thrown away. */
export function isProbe(conversationId: string): boolean {
  return conversationId.startsWith(probePrefix);
}

/** Asks a bot with an activity that wants nothing, and says what was found. Throws `bot_not_remote`. */
export async function probeBot(botId: string): Promise<BotProbe> {
  await requireListedBot(botId);
  const row = await requireRemoteBot(botId);
  const startedMs = performance.now();
  const found = await probe(row);
  // What the bot says itself in its requests is better than what its answer looks like.
  if (found.generation !== "auto" && seenGeneration(botId) === null) await keepGeneration(botId, found.generation);
  return { ...found, durationMs: Math.round((performance.now() - startedMs) * 100) / 100 };
}

async function probe(row: RemoteBotRow) {
  const timeoutMs = Math.min(row.timeoutMs, maxPatienceMs);
  try {
    const answer = await postToBot(toEndpoint(row), toPing(row), AbortSignal.timeout(timeoutMs));
    return explainProbe(answer, { appId: row.appId, hasPassword: row.sealedPassword !== null });
  } catch (error) {
    return explainSilence(error, timeoutMs);
  }
}

function toPing({ id, name, channelId }: RemoteBotRow): Partial<Activity> {
  return {
    type: "ping",
    id: newActivityId(),
    timestamp: new Date().toISOString(),
    channelId,
    serviceUrl: serviceUrlOf(id),
    conversation: { id: `${probePrefix}${randomText(10)}` },
    from: { id: "turnscope-probe", name: "Turnscope", role: "user" },
    recipient: { id, name, role: "bot" },
    deliveryMode: "expectReplies",
  };
}
