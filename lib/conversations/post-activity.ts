import type { PostedActivity } from "@/lib/model";
import { acceptTurn, letIn, type PostedTurn } from "./begin-turn";
import { greetNewcomer } from "./greeting/greet-newcomer";

export type { PostedTurn };

/** A person's activity begins a turn (begin-turn); where the channel has not told the bot of that person yet, it does so first. */
export async function postActivity(conversationId: string, posted: PostedActivity): Promise<PostedTurn> {
  return letIn(async () => {
    if (posted.type !== "conversationUpdate") await greetNewcomer(conversationId, posted);
    return acceptTurn(conversationId, posted);
  });
}
