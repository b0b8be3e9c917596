type Turn = {
  activity: { type: string; text?: string; channelId: string; from: { id: string }; recipient?: { id: string } };
  sendActivity(text: string): Promise<unknown>;
  /** The bot may keep a memory of its own that Turnscope does not see. */
  isElsewhere?: boolean;
};

/** Wraps what makes a bot, so that it answers "what do you know about me" and "forget me". Everything else goes to the bot. */
export function withSelfService<O, B extends object>(createBot: (options: O) => B): (options: O) => B;

/** The same as one line at the beginning of a turn; answers whether it was such a question. */
export function answerSelfService(context: Turn): Promise<boolean>;
