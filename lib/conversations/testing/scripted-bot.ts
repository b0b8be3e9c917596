import { ConversationState, PrivateConversationState, type TurnContext, UserState } from "botbuilder-core";
import type { BotDefinition, BotStorage } from "@/lib/bots";
import { processSingleton } from "@/lib/env";

/** What a script may use: the turn, the storage as the bot has it, and one counter in each scope. */
export type Stage = { context: TurnContext; storage: BotStorage; count: () => Promise<number>; save: () => Promise<void> };
export type Script = (stage: Stage) => Promise<void>;

/** By the text that sets it off. Vitest and the bot registry may each load this file, hence one per process. */
const scripts = (): Map<string, Script> => processSingleton("test-scripts", () => new Map());

/** From now on the scripted bot does this when it hears `text`. */
export function onHearing(text: string, script: Script): void {
  scripts().set(text, script);
}

/** Hears a text and counts it in user, conversation and private state, unless a script says otherwise. */
function createScriptedBot({ storage }: { storage: BotStorage }) {
  const states = [new UserState(storage), new ConversationState(storage), new PrivateConversationState(storage)];
  return {
    async run(context: TurnContext): Promise<void> {
      const { type, text = "" } = context.activity;
      if (type !== "message") return;
      const count = async (): Promise<number> => {
        const counters = states.map((state) => state.createProperty<number>("count"));
        const counts = await Promise.all(counters.map(async (counter) => ((await counter.get(context)) ?? 0) + 1));
        await Promise.all(counters.map((counter, index) => counter.set(context, counts[index] ?? 0)));
        return counts[1] ?? 0;
      };
      const save = async (): Promise<void> => {
        for (const state of states) await state.saveChanges(context);
      };
      await (scripts().get(text) ?? hearAndCount)({ context, storage, count, save });
    },
  };
}

async function hearAndCount({ context, count, save }: Stage): Promise<void> {
  await context.sendActivity(`heard ${context.activity.text} as number ${await count()}`);
  await save();
}

const scripted: BotDefinition = {
  id: "scripted",
  name: "Scripted",
  description: "Does what a test tells it to.",
  createBot: createScriptedBot,
};

export default scripted;
