import type { BotSummary } from "@/lib/model";
import type { BotStorage, LateWork } from "@/lib/state";
import type { ActivitySender, BotHost } from "./bot-host";
import type { KeyStyle } from "./bot-module";

/** A bot that can run turns. */
export interface LoadedBot extends BotHost {
  readonly summary: BotSummary;
  readonly keyStyle: KeyStyle;
  readonly version: string | null;
}

/** What the bots are given by the rooms above. */
export type BotSurroundings = {
  /** Storage for what a bot does outside its turns; `late` is given when it still works for one. */
  directStorageFor: (botId: string, late: LateWork | null) => BotStorage;
  /** How to reach a conversation outside its turns; without it a bot cannot speak in another conversation than the turn's. */
  senderFor?: (bot: { id: string; name: string }, conversationId: string) => ActivitySender;
};
