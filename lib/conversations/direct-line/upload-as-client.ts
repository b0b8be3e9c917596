import type { PostedActivity } from "@/lib/model";
import { HarnessError } from "@/lib/model";
import { storeUploads, type UploadedFile } from "../uploads/store-uploads";
import { type DirectLineClient, requireClientConversation } from "./client";
import { postAsClient, senderOf } from "./post-as-client";

type Upload = { posted: PostedActivity; files: UploadedFile[]; userId: string | null };

/** Keeps a client's files and posts the activity with their addresses. Cards it has besides stay in front of them. */
export async function uploadAsClient(client: DirectLineClient, conversationId: string, { posted, files, userId }: Upload) {
  const { botId } = await requireClientConversation(client, conversationId);
  if (files.length === 0) throw new HarnessError("invalid_request", "No file was uploaded.");
  const from = senderOf(client, conversationId, userId === null ? posted : { ...posted, from: { ...posted.from, id: userId } });
  const stored = await storeUploads({ botId, conversationId, userId: from?.id ?? null }, files);
  const cards = (posted.attachments ?? []).filter(({ content }) => content !== undefined);
  const attachments = [...cards, ...stored.map(({ name, contentType, contentUrl }) => ({ name, contentType, contentUrl }))];
  return postAsClient(client, conversationId, { ...posted, from, attachments });
}
