import { type Activity, isInTranscript } from "@/lib/model";
import { readActivitiesFrom } from "@/lib/turns";
import { requireConversation } from "../active-conversation";
import { requireUsableConversation } from "../require-usable-conversation";
import { requireOpenable } from "./require-openable";

/** All that was said, as the Emulator saves it: with what the bot changed as changed, and without what it took back. Throws `file_too_large` when nobody could open it again. */
export async function readTranscript(conversationId: string): Promise<Activity[]> {
  const conversation = await requireConversation(conversationId);
  await requireUsableConversation(conversation);
  const logged = await readActivitiesFrom(conversationId, 0, conversation.activityCount);
  return requireOpenable(logged.map(({ activity }) => activity).filter(isInTranscript), "A transcript");
}
