import type { BotSummary, RemoteBot, StorageKeyStyle } from "@/lib/model";
import type { BotStorage, LateWork } from "@/lib/state";
import type { ActivitySender, BotHost } from "./bot-host";
import type { KnownDialogs } from "./known-dialogs";
import type { UserTokens } from "./user-tokens";

/** A bot that can run turns. */
export interface LoadedBot extends BotHost {
  readonly summary: BotSummary;
  readonly keyStyle: StorageKeyStyle;
  readonly version: string | null;
  /** The dialogs that it has; null for a bot elsewhere, whose dialogs are not seen. */
  readonly dialogs: KnownDialogs | null;
  /** Where it is and how it is asked; null for a bot in this process. */
  readonly remote: RemoteBot | null;
}

/** What the bots are given by the rooms above. */
export type BotSurroundings = {
  /** Storage for what a bot does outside its turns; `late` says for which conversation. */
  directStorageFor: (botId: string, late: LateWork) => BotStorage;
  /** How to reach a conversation outside its turns; without it a bot cannot speak in another conversation than the turn's. */
  senderFor?: (bot: { id: string; name: string }, conversationId: string) => ActivitySender;
  /** Where people's tokens are for a bot that signs them in; without it an OAuth prompt fails. */
  userTokensFor?: (botId: string) => UserTokens;
};
