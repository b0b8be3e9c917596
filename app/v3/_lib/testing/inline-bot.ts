import { afterEach } from "vitest";
import type { TestApi } from "@/app/api/_lib/testing/test-api";
import { type ServedBot, serve } from "@/lib/bots/testing";

// biome-ignore lint/suspicious/noExplicitAny: a message of the wire
export type Message = any;

type Seen = { message: Message; authorization: string | undefined };

/** Starts bots of 2016 on a port, until the end of each test: such a bot keeps nothing, its state comes with each message and goes back on the answer. */
export function inlineBot(api: TestApi) {
  let served: ServedBot | null = null;
  afterEach(() => served?.stop());
  return async (answerTo: (message: Message) => unknown, facts: object = {}) => {
    const seen: Seen[] = [];
    served = await serve((request, response, text) => {
      const message: Message = JSON.parse(text);
      seen.push({ message, authorization: request.headers.authorization });
      void Promise.resolve(answerTo(message)).then((answer) => {
        response.setHeader("Content-Type", "application/json");
        response.end(JSON.stringify(answer));
      });
    });
    const { status, body, text } = await api.call("POST", "/api/bots", {
      body: { name: "2016", endpoint: served.endpoint, generation: "v1", ...facts },
    });
    if (status !== 201) throw new Error(text);
    const botId: string = body.bot.id;
    return { botId, seen, received: () => seen.map(({ message }) => message), ...(await api.start({ botId })) };
  };
}

/** Counts in each scope, and says how far it has come with the person. */
export function counting(message: Message): Message {
  if (message.type !== "Message") return {};
  const count = (message.botUserData?.count ?? 0) + 1;
  const { botUserData: _, ...rest } = message;
  return {
    ...rest,
    type: "Message",
    text: `${count}: ${message.text}`,
    from: message.to,
    to: message.from,
    botUserData: { count },
    botConversationData: { last: message.text },
    botPerUserInConversationData: { turns: (message.botPerUserInConversationData?.turns ?? 0) + 1 },
  };
}
