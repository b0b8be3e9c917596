import * as z from "zod";
import type { LoadedBot } from "@/lib/bots";
import { HarnessError } from "@/lib/model";
import { storeUploads } from "../uploads/store-uploads";
import { requireWritableConversationOf } from "./get-active-conversation";

const base64 = z.base64();
const attachment = z.looseObject({
  type: z.string().min(1).max(200).nullish(),
  name: z.string().max(500).nullish(),
  originalBase64: base64.min(1),
  thumbnailBase64: base64.nullish(),
});

/** Keeps a file of a bot, to be sent by its address; answers its id. */
export async function receiveAttachment(bot: LoadedBot, conversationId: string, body: unknown): Promise<string> {
  await requireWritableConversationOf(bot.summary.id, conversationId);
  const parsed = attachment.safeParse(body);
  if (!parsed.success) throw new HarnessError("invalid_request", 'Send the file as "originalBase64", with its "type" and "name".');
  const { type, name, originalBase64, thumbnailBase64 } = parsed.data;
  const file = {
    name: name ?? "file",
    contentType: type ?? "application/octet-stream",
    bytes: Buffer.from(originalBase64, "base64"),
    ...(thumbnailBase64 && { thumbnail: Buffer.from(thumbnailBase64, "base64") }),
  };
  const [stored] = await storeUploads({ botId: bot.summary.id, conversationId, userId: null }, [file]);
  return stored?.id ?? "";
}
