import { processSingleton } from "@/lib/env";
import { parseStorageKey, type StateAddress } from "@/lib/model";
import type { BotStorage } from "@/lib/state";
import type { ActivitySender } from "./bot-host";

/** A turn that a bot elsewhere is running: what its requests to us belong to. */
export type RemoteTurn = {
  address: StateAddress;
  number: number;
  activityId: string;
  sender: ActivitySender;
  /** What is written here is committed with the turn. */
  storage: BotStorage;
  /** Told of every request of the bot that belongs to the turn: a v3 turn has ended when these stop coming. */
  noteRequest(): void;
  /** The bot said itself that it is done (protocols 4.3). */
  noteEnd(): void;
};

/** The turns that bots elsewhere run now. */
export class RemoteTurns {
  private readonly running = new Set<RemoteTurn>();

  /** Answers how to take it out again. */
  open(turn: RemoteTurn): () => void {
    this.running.add(turn);
    return () => void this.running.delete(turn);
  }

  /** The turn of an activity; without its id (some v3 channels lose it) the oldest one of the conversation. */
  findByActivity(botId: string, conversationId: string, activityId: string | null): RemoteTurn | null {
    const turns = this.ofBot(botId).filter(({ address }) => address.conversationId === conversationId);
    return turns.find((turn) => turn.activityId === activityId) ?? (activityId === null ? (turns[0] ?? null) : null);
  }

  /**
   * The turn that a storage call belongs to, which names none: the oldest one of a conversation or person that its keys name; for
   * keys in no known form the only one there is. Null when the bot works outside any turn.
   */
  findByKeys(botId: string, keys: readonly string[]): RemoteTurn | null {
    const turns = this.ofBot(botId);
    const named = turns.filter(({ address }) => keys.some((key) => isOf(address, key)));
    if (named.length > 0) return named.find(({ address }) => keys.every((key) => isOf(address, key))) ?? named[0] ?? null;
    const isUnclassified = keys.every((key) => parseStorageKey(key).scope === null);
    return isUnclassified && turns.length === 1 ? (turns[0] ?? null) : null;
  }

  /** The oldest turn of a person. */
  findByUser(botId: string, userId: string): RemoteTurn | null {
    return this.ofBot(botId).find(({ address }) => address.userId === userId) ?? null;
  }

  /** Null when the bot runs no turn, or turns of several conversations. */
  onlyConversationOf(botId: string): string | null {
    const conversations = new Set(this.ofBot(botId).map(({ address }) => address.conversationId));
    const [only = null] = conversations;
    return conversations.size === 1 ? only : null;
  }

  /** The bots that run a turn of this person now. */
  botsOf({ channelId, userId }: { channelId?: string; userId: string }): string[] {
    const isThere = ({ address }: RemoteTurn) => channelId === undefined || address.channelId === channelId;
    const turns = [...this.running].filter((turn) => turn.address.userId === userId && isThere(turn));
    return [...new Set(turns.map(({ address }) => address.botId))];
  }

  private ofBot(botId: string): RemoteTurn[] {
    return [...this.running].filter(({ address }) => address.botId === botId);
  }
}

function isOf(address: StateAddress, key: string): boolean {
  const parsed = parseStorageKey(key, address);
  if (parsed.scope === null || parsed.channelId !== address.channelId) return false;
  if (parsed.conversationId !== undefined && parsed.conversationId !== address.conversationId) return false;
  return parsed.userId === undefined || parsed.userId === address.userId;
}

/** Those of this process. */
export function remoteTurns(): RemoteTurns {
  return processSingleton("remote-turns", () => new RemoteTurns());
}
