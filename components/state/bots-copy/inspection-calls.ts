import { conversationPath } from "@/components/api/conversation-calls";
import { request } from "@/components/api/request";
import { type BotCopy, botCopyAnswer, type InspectionAnswer, inspectionAnswer } from "@/lib/model";

const pathOf = (conversationId: string): string => `${conversationPath(conversationId)}/inspection`;

/** What the bot told last, or last until the end of a turn; null when it has told nothing. */
export async function getBotsCopy(conversationId: string, turn: number | null, signal?: AbortSignal): Promise<BotCopy | null> {
  return (await request(pathOf(conversationId), { query: { turn }, signal, answer: botCopyAnswer })).copy;
}

export const attachInspection = (conversationId: string): Promise<InspectionAnswer> =>
  request(pathOf(conversationId), { method: "POST", answer: inspectionAnswer });
