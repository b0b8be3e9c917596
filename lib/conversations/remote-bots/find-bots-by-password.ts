import { timingSafeEqual } from "node:crypto";
import { openPassword, type RemoteBotRow, readRemoteBots } from "./remote-bot-row";

/** The bots of 2016 whose app id and password are shown as `Basic` credentials (protocols 3.1). Later bots never send theirs. */
export async function findBotsByPassword(authorization: string | null): Promise<string[]> {
  const given = /^Basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? "")?.[1];
  if (given === undefined) return [];
  const shown = Buffer.from(given, "base64");
  return (await readRemoteBots()).filter((bot) => bot.generation === "v1" && isOf(bot, shown)).map(({ id }) => id);
}

function isOf({ appId, sealedPassword }: RemoteBotRow, shown: Buffer): boolean {
  if (appId === null || sealedPassword === null) return false;
  const wanted = Buffer.from(`${appId}:${openPassword(sealedPassword)}`);
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}
