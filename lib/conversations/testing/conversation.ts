import { fileURLToPath } from "node:url";
import type { AllScopes, PostedActivity, TurnDetail } from "@/lib/model";
import { postActivity } from "../post-activity";
import { startConversation } from "../start-conversation";

/** Loads the scripted bot beside the samples. To be called before anything reads the settings of the process. */
export function useScriptedBot(settings: Record<string, string> = {}): void {
  Object.assign(process.env, settings, { TURNSCOPE_BOTS: fileURLToPath(new URL("./scripted-bot.ts", import.meta.url)) });
}

/** A new conversation with the scripted bot, or another; its id. */
export async function openConversation({ botId = "scripted", userId = "ann" } = {}): Promise<string> {
  return (await startConversation({ botId, user: { id: userId } })).conversationId;
}

/** Says something as somebody and waits for the end of the turn. */
export async function say(conversationId: string, text: string, from = "ann"): Promise<TurnDetail> {
  return (await post(conversationId, { type: "message", text, from: { id: from } })).finished;
}

export function post(conversationId: string, posted: PostedActivity) {
  return postActivity(conversationId, posted);
}

export function repliesOf(turn: TurnDetail): unknown[] {
  return turn.replies.map((reply) => (reply as { text?: string }).text);
}

export function dataOf(state: AllScopes): Record<keyof AllScopes, unknown> {
  return { user: state.user.data, conversation: state.conversation.data, private: state.private.data, dialog: state.dialog.data };
}

/** What only this process knows, forgotten as when it ends: conversations in use, locks, running turns and counters. */
export function forgetProcess(): void {
  for (const name of ["active-conversations", "gates", "running-turns", "write-sequence"]) {
    Reflect.deleteProperty(globalThis, Symbol.for(`turnscope.${name}`));
  }
}

/** A promise that the test keeps or breaks, to hold a bot at a point of its turn. */
export function deferred<T = void>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
