import { conversationPath } from "@/components/api/conversation-calls";
import { request } from "@/components/api/request";
import { type BotCopyAnswer, botCopyAnswer, type InspectionAnswer, inspectionAnswer } from "@/lib/model";

const pathOf = (conversationId: string): string => `${conversationPath(conversationId)}/inspection`;

/** What the bot told last, or last until the end of a turn, and since when it is attached. */
export const getBotsCopy = (conversationId: string, turn: number | null, signal?: AbortSignal): Promise<BotCopyAnswer> =>
  request(pathOf(conversationId), { query: { turn }, signal, answer: botCopyAnswer });

export const attachInspection = (conversationId: string): Promise<InspectionAnswer> =>
  request(pathOf(conversationId), { method: "POST", answer: inspectionAnswer });
