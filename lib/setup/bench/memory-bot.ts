import { type Activity, BotAdapter, MemoryStorage, type ResourceResponse, TurnContext } from "botbuilder-core";
import { stateManagement } from "@/lib/bots/samples/state-management";
import { defaultChannelId } from "@/lib/model";

/** The floor of a turn: the sample itself on the SDK's MemoryStorage, in this process, with nobody watching and nothing kept. */
export type MemoryBot = {
  /** Answers how long the turn took. Throws unless it wrote. */
  post(conversationId: string, activity: { text: string }): Promise<number>;
};

export async function createMemoryBot(): Promise<MemoryBot> {
  const storage = new CountingStorage();
  const bot = await stateManagement.createBot({ storage });
  const adapter = new SilentAdapter();
  return {
    async post(conversationId, { text }) {
      const { writes } = storage;
      const startedMs = performance.now();
      await adapter.run(new TurnContext(adapter, toActivity(conversationId, text)), (context) => bot.run(context));
      const durationMs = performance.now() - startedMs;
      if (storage.writes > writes) return durationMs;
      throw new Error("A measured turn must write, and this one on MemoryStorage did not.");
    },
  };
}

class CountingStorage extends MemoryStorage {
  writes = 0;

  override write(changes: Parameters<MemoryStorage["write"]>[0]): Promise<void> {
    this.writes += 1;
    return super.write(changes);
  }
}

class SilentAdapter extends BotAdapter {
  run(context: TurnContext, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    return this.runMiddleware(context, logic);
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((_, index) => ({ id: String(index) }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error("The sample updates nothing.");
  }

  override async deleteActivity(): Promise<void> {
    throw new Error("The sample deletes nothing.");
  }

  override async continueConversation(): Promise<void> {
    throw new Error("The sample continues nothing.");
  }
}

function toActivity(conversationId: string, text: string): Partial<Activity> {
  return {
    type: "message",
    id: "1",
    timestamp: new Date(),
    channelId: defaultChannelId,
    text,
    conversation: { id: conversationId, name: "", isGroup: false, conversationType: "" },
    from: { id: `person of ${conversationId}`, name: "Person" },
    recipient: { id: "bot", name: "Bot" },
  };
}
