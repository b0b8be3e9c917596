import { fileURLToPath } from "node:url";
import { type AllScopes, newUserId, type PostedActivity, type Scope, type TurnDetail } from "@/lib/model";
import { type PostedTurn, postActivity } from "../post-activity";
import { readState } from "../read-state";
import { startConversation } from "../start-conversation";

/** Loads the scripted bot beside the samples. To be called before anything reads the settings of the process. */
export function loadScriptedBot(settings: Record<string, string> = {}): void {
  Object.assign(process.env, settings, { TURNSCOPE_BOTS: fileURLToPath(new URL("./scripted-bot.ts", import.meta.url)) });
}

export type TestConversation = {
  id: string;
  userId: string;
  post(posted: Partial<PostedActivity>): Promise<PostedTurn>;
  /** Says something, as the first person unless told otherwise, and waits for the end of the turn. */
  say(text: string, from?: string): Promise<TurnDetail>;
  scopes(userId?: string): Promise<AllScopes>;
  data(userId?: string): Promise<Record<Scope, unknown>>;
};

/** A new conversation with the scripted bot, or another, as somebody who is new too. */
export async function openConversation({
  botId = "scripted",
  userId = newUserId(),
  name = undefined as string | undefined,
  conversationId = undefined as string | undefined,
} = {}): Promise<TestConversation> {
  const { conversationId: id } = await startConversation({ botId, conversationId, user: { id: userId, name } });
  const post = (posted: Partial<PostedActivity>) => postActivity(id, { type: "message", ...posted });
  const scopes = (reader = userId) => readState(id, reader);
  return {
    id,
    userId,
    post,
    say: async (text, from = userId) => (await post({ text, from: { id: from } })).finished,
    scopes,
    async data(reader) {
      const { user, conversation, private: privately, dialog } = await scopes(reader);
      return { user: user.data, conversation: conversation.data, private: privately.data, dialog: dialog.data };
    },
  };
}

export function textsOf(turn: TurnDetail): unknown[] {
  return turn.replies.map((reply) => (reply as { text?: string }).text);
}

/** What only this process knows, forgotten as when it ends: conversations in use, locks, running turns and counters. */
export function forgetProcess(): void {
  for (const name of ["active-conversations", "gates", "running-turns", "write-sequence", "bot-settings"]) {
    Reflect.deleteProperty(globalThis, Symbol.for(`turnscope.${name}`));
  }
}

/** A promise that the test keeps, to hold a bot at a point of its turn. */
export function deferred<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
