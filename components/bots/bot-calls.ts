import * as z from "zod";
import { isApiProblem } from "@/components/api/api-problem";
import { request } from "@/components/api/request";
import { type AddBotRequest, addedBot, type BotProbe, botKeys, botProbe, type ChangeRemoteBot, listedBot } from "@/lib/model";

const botPath = (botId: string): string => `/api/bots/${encodeURIComponent(botId)}`;
const removedBot = z.object({ removed: listedBot });

export type BotToAdd = Partial<AddBotRequest> & Pick<AddBotRequest, "name" | "endpoint">;

export const addBot = (body: BotToAdd) => request("/api/bots", { method: "POST", body, answer: addedBot });

export const changeBot = (botId: string, body: ChangeRemoteBot) => request(botPath(botId), { method: "PATCH", body, answer: listedBot });

export const deleteBot = (botId: string) => request(botPath(botId), { method: "DELETE", answer: removedBot });

export const renewBotKeys = (botId: string) => request(`${botPath(botId)}/keys`, { method: "POST", answer: botKeys });

/** Asks the bot whether it is one; null when this server does not know how. */
export async function probeBot(botId: string, signal?: AbortSignal): Promise<BotProbe | null> {
  try {
    return await request(`${botPath(botId)}/probe`, { method: "POST", signal, answer: botProbe });
  } catch (error) {
    if (isApiProblem(error) && error.code === "not_found") return null;
    throw error;
  }
}
