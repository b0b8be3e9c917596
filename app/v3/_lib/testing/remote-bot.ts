import { afterAll, beforeAll } from "vitest";
import type { TestApi } from "@/app/api/_lib/testing/test-api";
import type { ServedBot } from "@/lib/bots/testing";

// Tests look into answers freely: what they hold is checked against the OpenAPI document first.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Ended = { turn: any; replies: any[]; changes: any[]; texts: string[] };

export type RemoteBotUnderTest = {
  readonly id: string;
  readonly served: ServedBot;
  /** A new conversation, and how to speak in it. */
  open(
    request?: Record<string, unknown>,
  ): Promise<{ conversationId: string; address: string; userId: string; say(said: string | object): Promise<Ended> }>;
};

/** A real bot on a port, added by its address as a person would. */
export function remoteBot(api: TestApi, start: () => Promise<ServedBot>, facts: Record<string, unknown> = {}): RemoteBotUnderTest {
  let found: { id: string; served: ServedBot } | null = null;
  const required = () => {
    if (found === null) throw new Error("The bot is there from beforeAll on.");
    return found;
  };
  beforeAll(async () => {
    const served = await start();
    const { status, body, text } = await api.call("POST", "/api/bots", { body: { name: "Remote", endpoint: served.endpoint, ...facts } });
    if (status !== 201) throw new Error(text);
    found = { id: body.bot.id, served };
  });
  afterAll(() => required().served.stop());
  return {
    get id() {
      return required().id;
    },
    get served() {
      return required().served;
    },
    async open(request) {
      const { conversationId, address, user } = await api.start({ botId: required().id, ...request });
      const say = async (said: string | object): Promise<Ended> => {
        const { status, body, text } = await api.call("POST", `${address}/activities`, {
          body: typeof said === "string" ? { text: said } : said,
        });
        if (status !== 200) throw new Error(text);
        return { ...body, texts: body.replies.map((reply: { type: string; text?: string }) => reply.text ?? reply.type) };
      };
      return { conversationId, address, userId: user.id, say };
    },
  };
}
