import { MemoryStorage } from "botbuilder-core";
import { type Activity, defaultChannelId, newActivityId, type TurnError } from "@/lib/model";
import type { BotStorage } from "@/lib/state";
import type { BotDefinition } from "../bot-module";
import type { BotSurroundings, LoadedBot } from "../loaded-bot";
import { openBot } from "../open-bot";
import type { Observed } from "../turn-observer";

type Said = string | Partial<Activity>;
type PlayedTurn = { replies: Partial<Activity>[]; texts: (string | undefined)[]; error: TurnError | null; observed: Observed };

/** A bot's own memory, as the SDK's MemoryStorage holds it, with copies of what is stored for the test to look at. */
export class TestStorage extends MemoryStorage implements BotStorage {
  /** The item without its eTag, or null. */
  async item(key: string): Promise<Record<string, unknown> | null> {
    const found = (await this.read([key]))[key];
    if (!found) return null;
    const { eTag: _, ...data } = found;
    return data;
  }
}

/** Drives a bot through its real host, as the harness does, in one conversation. */
export class TestConversation {
  private constructor(
    readonly bot: LoadedBot,
    readonly storage: BotStorage,
    readonly conversationId: string,
    /** All that was sent, in turns and after them. */
    readonly sent: Partial<Activity>[] = [],
  ) {}

  static async open(
    definition: BotDefinition,
    storage: BotStorage,
    conversationId = "c-1",
    senderFor?: BotSurroundings["senderFor"],
  ): Promise<TestConversation> {
    const found = { fallbackId: definition.id, definition };
    const { bot, summary } = await openBot(found, new Set(), { directStorageFor: () => storage, senderFor });
    if (!bot) throw new Error(summary.error);
    return new TestConversation(bot, storage, conversationId);
  }

  /** The same bot in another conversation. */
  inConversation(conversationId: string): TestConversation {
    return new TestConversation(this.bot, this.storage, conversationId);
  }

  /** The same conversation, its turns given another storage than the bot has outside them. */
  withStorage(storage: BotStorage): TestConversation {
    return new TestConversation(this.bot, storage, this.conversationId, this.sent);
  }

  async says(said: Said, options: { userId?: string; signal?: AbortSignal; isQuiet?: boolean } = {}): Promise<PlayedTurn> {
    const replies: Partial<Activity>[] = [];
    const { error, observed } = await this.bot.runTurn({
      number: 1,
      activity: this.toActivity(said, options.userId ?? "u-ann"),
      storage: this.storage,
      signal: options.signal ?? new AbortController().signal,
      isQuiet: options.isQuiet,
      sendActivities: async (activities) => {
        replies.push(...activities);
        this.sent.push(...activities);
        return activities.map(newActivityId);
      },
      updateActivity: async (activity) => {
        this.sent.push({ ...activity, type: "updated" });
      },
      deleteActivity: async (id) => {
        this.sent.push({ id, type: "deleted" });
      },
    });
    return { replies, texts: replies.filter((reply) => reply.type === "message").map((reply) => reply.text), error, observed };
  }

  joins(...memberIds: string[]): Promise<PlayedTurn> {
    return this.says({ type: "conversationUpdate", membersAdded: memberIds.map((id) => ({ id })) });
  }

  private toActivity(said: Said, userId: string): Activity {
    return {
      type: "message",
      id: newActivityId(),
      timestamp: "2026-11-21T09:40:00.000Z",
      channelId: defaultChannelId,
      serviceUrl: "http://127.0.0.1",
      conversation: { id: this.conversationId },
      from: { id: userId },
      recipient: { id: this.bot.summary.id },
      ...(typeof said === "string" ? { text: said } : said),
    };
  }
}
