import { commitAudited } from "@/lib/audit";
import { type ExportedBotData, exportBotData } from "@/lib/conversations";
import { subjectRef } from "@/lib/env";
import { type Account, requireUsable } from "@/lib/standing";
import { botCaller, botStatePlace } from "./bot-caller";

/**
 * A page of what a bot keeps on a channel, put on record with whom it is about. Throws what `requireUsable` does when somebody on it may not
 * be read: nothing of that page is given then.
 */
export async function exportState(botId: string, channelId: string, continuationToken: string): Promise<ExportedBotData> {
  const page = await exportBotData(botId, channelId, continuationToken);
  const people = peopleOn(page, channelId);
  try {
    await requireUsable(people);
  } catch (error) {
    await putOnRecord(people, page, "refused");
    throw error;
  }
  await putOnRecord(people, page, "done");
  return page;
}

function peopleOn({ botStateData }: ExportedBotData, channelId: string): Account[] {
  const userIds = new Set(botStateData.map(({ userId }) => userId).filter((userId) => userId !== "*"));
  return [...userIds].map((userId) => ({ channelId, userId }));
}

async function putOnRecord(people: readonly Account[], page: ExportedBotData, outcome: "done" | "refused"): Promise<void> {
  const counts = { records: page.botStateData.length };
  const subjects = people.map(subjectRef);
  await commitAudited([{ caller: botCaller, action: "state.exported", subjects, place: botStatePlace, counts, outcome }]);
}
