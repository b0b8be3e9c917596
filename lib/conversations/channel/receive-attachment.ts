import type { LoadedBot } from "@/lib/bots";
import { storeUploads, type UploadedFile } from "../uploads/store-uploads";
import { requireWritableConversationOf } from "./get-active-conversation";

/** Keeps a file of a bot, which it names by its address in an activity then; answers its id. */
export async function receiveAttachment({ summary }: LoadedBot, conversationId: string, file: UploadedFile): Promise<string> {
  const conversation = await requireWritableConversationOf(summary.id, conversationId);
  // On the conversation's own clock, which may be ahead: in which turn a file was made is told by that.
  const at = conversation.nextTimestamp();
  const [stored] = await storeUploads({ botId: summary.id, conversationId, userId: null, at }, [file]);
  if (!stored) throw new Error("The upload was not stored.");
  return stored.id;
}
