// What people can ask a bot about their own data, answered by Turnscope. For bots that run in Turnscope's process; no imports, so that any
// bot can take it.

/** Turnscope puts its answers here when it starts. */
const answers = () => globalThis[Symbol.for("turnscope.self-service")];

const questions = new Map([
  ["what do you know about me", "describe"],
  ["what do you know about me?", "describe"],
  ["forget me", "ask"],
  ["yes, forget me", "forget"],
]);

/**
 * Wraps what makes a bot, so that it answers "what do you know about me" and "forget me":
 * `createBot: withSelfService(({ storage }) => new MyBot(storage))`. Everything else goes to the bot.
 */
export function withSelfService(createBot) {
  return (options) => {
    const bot = createBot(options);
    return new Proxy(bot, {
      get(target, name) {
        const value = Reflect.get(target, name, target);
        if (name !== "run") return typeof value === "function" ? value.bind(target) : value;
        return async (context) => ((await answerSelfService(context)) ? undefined : value.call(target, context));
      },
    });
  };
}

/** The same as one line at the beginning of a turn: `if (await answerSelfService(context)) return;` */
export async function answerSelfService(context) {
  const { type, text = "", channelId, from, recipient } = context.activity;
  const { isElsewhere = false } = context;
  const question = type === "message" && typeof text === "string" ? questions.get(text.trim().toLowerCase()) : undefined;
  if (question === undefined || answers() === undefined) return false;
  await context.sendActivity(await answers()[question]({ botId: recipient?.id ?? "", channelId, userId: from.id, isElsewhere }));
  return true;
}
