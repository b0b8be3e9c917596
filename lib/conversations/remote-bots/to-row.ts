import { keyStyleOf } from "@/lib/bots";
import type { AddBotRequest } from "@/lib/model";
import { type RemoteBotRow, sealPassword } from "./remote-bot-row";

/** What is asked for, as the table holds it. */
export function toRow(id: string, { id: _, appPassword, keyStyle, ...facts }: AddBotRequest): RemoteBotRow {
  return {
    ...facts,
    id,
    seenGeneration: null,
    keyStyle: keyStyle ?? keyStyleOf(facts.generation),
    sealedPassword: appPassword === null ? null : sealPassword(appPassword),
  };
}
