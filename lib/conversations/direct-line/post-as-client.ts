import { isReservedUserId } from "@/lib/channels";
import { HarnessError, type PostedActivity, type TurnDetail } from "@/lib/model";
import { postActivity } from "../post-activity";
import { type DirectLineClient, requireClientConversation } from "./client";

/** Clients give up on a post after 20 s (protocols 1.2). The turn goes on, and its replies come as they always do. */
const longestWaitMs = 15_000;

/**
 * A client's activity, from whom its token says. Resolves when the bot has dealt with it, or may still be at it; throws `bot_unreachable` (502)
 * when it did not take it.
 */
export async function postAsClient(client: DirectLineClient, conversationId: string, posted: PostedActivity): Promise<{ id: string }> {
  await requireClientConversation(client, conversationId);
  const { activityId, finished } = await postActivity(conversationId, { ...posted, from: senderOf(client, conversationId, posted) });
  requireTaken(await withinWait(finished));
  return { id: activityId };
}

/** Throws `invalid_activity` when the client may not speak as the one it says. */
export function senderOf({ user }: DirectLineClient, conversationId: string, { from }: PostedActivity): PostedActivity["from"] {
  if (user) return { ...from, name: from?.name ?? user.name, id: user.id };
  if (from === undefined) throw new HarnessError("invalid_activity", 'Say who speaks: "from": {"id": …}.');
  if (isReservedUserId(from.id)) throw new HarnessError("invalid_activity", 'A from.id that begins with "dl_" comes only from a token.');
  if (from.id === conversationId) throw new HarnessError("invalid_activity", "The id of the conversation is the channel's own.");
  return from;
}

async function withinWait(finished: Promise<TurnDetail>): Promise<TurnDetail | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), longestWaitMs);
  });
  return Promise.race([finished, late]).finally(() => clearTimeout(timer));
}

/** What a bot's own error handler took has been taken: over HTTP it answers 200. */
function requireTaken(turn: TurnDetail | null): void {
  if (turn === null || turn.error === null || turn.error.isHandled) return;
  throw new HarnessError(
    "bot_unreachable",
    `The bot did not take this activity: ${turn.error.name}. The turn in Turnscope has the reason.`,
  );
}
