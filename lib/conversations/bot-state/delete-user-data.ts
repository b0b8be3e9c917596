import { remoteTurns } from "@/lib/bots";
import { botDataKey } from "@/lib/channels";
import { type Account, requireUsable, standingOf } from "@/lib/standing";
import { listKeysOfUser } from "@/lib/state";
import { callStorage } from "./call-storage";

/**
 * Removes what a bot keeps of a person on a channel: their user data, and their private data of every conversation. Answers what went. Throws
 * `person_restricted` and `person_being_erased`.
 */
export async function deleteUserData(botId: string, of: Account): Promise<string[]> {
  if (!(await mayDelete(of))) return [];
  const own = botDataKey({ scope: "user", ...of });
  const storage = callStorage(botId, [own], of);
  const stored = await listKeysOfUser({ botId, ...of });
  await storage.delete([...new Set([own, ...writtenInTurn(botId, own, of), ...stored])]);
  return stored;
}

/** What must be kept is not reported as gone; to a bot whose person objected or was erased there is nothing that could go. */
async function mayDelete(of: Account): Promise<boolean> {
  const { isRestricted, isBeingErased, hasObjected, isSuppressed } = await standingOf(of);
  if (isRestricted || isBeingErased) await requireUsable([of]);
  return !hasObjected && !isSuppressed;
}

/** What a turn has written of the person is in no table yet. */
function writtenInTurn(botId: string, own: string, of: Account): string[] {
  const turn = remoteTurns().findByKeys(botId, [own]);
  return turn ? [botDataKey({ scope: "private", conversationId: turn.address.conversationId, ...of })] : [];
}
