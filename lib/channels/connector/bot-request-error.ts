/** Why no answer came from a bot, or none that could be taken. */
export type BotRequestFault =
  | "nothing_listens"
  | "unknown_host"
  | "address_refused"
  | "connection_dropped"
  | "too_slow"
  | "answer_too_large"
  | "login_failed"
  | "not_https"
  | "unreachable";

/** The message is a sentence for whoever runs the bot: what happened, and what to do. */
export class BotRequestError extends Error {
  constructor(
    readonly fault: BotRequestFault,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
    this.name = "BotUnreachableError";
  }
}

/** An error of the socket in words. `place` is the address without its path. */
export function toBotRequestError(cause: unknown, place: string): BotRequestError {
  if (cause instanceof BotRequestError) return cause;
  const code = codeOf(cause);
  const [fault, sentence] = explainCode(code, place);
  return new BotRequestError(fault, sentence, { cause });
}

function explainCode(code: string, place: string): [BotRequestFault, string] {
  switch (code) {
    case "ECONNREFUSED":
      return ["nothing_listens", `Nothing listens at ${place}. Start the bot, or correct its address.`];
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return ["unknown_host", `There is no machine named as in ${place}. Correct the bot's address.`];
    case "ECONNRESET":
    case "EPIPE":
      return ["connection_dropped", "The bot dropped the connection before it had answered. Look at its log: it may have crashed."];
    case "EPROTO":
    case "ERR_SSL_WRONG_VERSION_NUMBER":
      return ["not_https", `What listens at ${place} does not speak HTTPS. Correct the address to http://, or the bot.`];
    default:
      if (code.startsWith("HPE_")) return ["unreachable", `What listens at ${place} does not answer in HTTP (${code}).`];
      return ["unreachable", `The bot at ${place} cannot be reached (${code}).`];
  }
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "no code";
}
