import { remoteTurns } from "@/lib/bots";
import { botDataKey } from "@/lib/channels";
import { listKeysOfUser } from "@/lib/state";
import { callStorage } from "./call-storage";

/** Removes what a bot keeps of a person on a channel: their user data, and their private data of every conversation. Answers what went. */
export async function deleteUserData(botId: string, of: { channelId: string; userId: string }): Promise<string[]> {
  const own = botDataKey({ scope: "user", ...of });
  const storage = callStorage(botId, [own], of);
  const stored = await listKeysOfUser({ botId, ...of });
  await storage.delete([...new Set([own, ...writtenInTurn(botId, own, of), ...stored])]);
  return stored;
}

/** What a turn has written of the person is in no table yet. */
function writtenInTurn(botId: string, own: string, of: { channelId: string; userId: string }): string[] {
  const turn = remoteTurns().findByKeys(botId, [own]);
  return turn ? [botDataKey({ scope: "private", conversationId: turn.address.conversationId, ...of })] : [];
}
