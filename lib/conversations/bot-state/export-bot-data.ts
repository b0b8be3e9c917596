import { HarnessError } from "@/lib/model";
import { pageOwnedItems } from "@/lib/state";
import { withServiceToken } from "../channel/service-address";

/** A page of the export of the Bot State service. `data` is the JSON as text; an id is "*" where a record has none. */
export type ExportedBotData = {
  botStateData: { conversationId: string; userId: string; data: string; lastModified: string }[];
  continuationToken: string;
};

const pageItems = 100;

/** Everything that a bot keeps on a channel, in pages; the continuation token is empty after the last one. */
export async function exportBotData(botId: string, channelId: string, continuationToken: string): Promise<ExportedBotData> {
  if (!/^[\w-]{0,24}$/.test(continuationToken)) throw new HarnessError("invalid_cursor", "This continuation token is none of ours.");
  const { items, cursor } = await pageOwnedItems({ botId, channelId, after: continuationToken || null, limit: pageItems });
  const botStateData = items.map(({ conversationId, userId, data, updatedAt }) => ({
    conversationId: conversationId ?? "*",
    userId: userId ?? "*",
    data: JSON.stringify(withServiceToken(botId, data)),
    lastModified: updatedAt,
  }));
  return { botStateData, continuationToken: cursor ?? "" };
}
