import * as z from "zod";
import { HarnessError } from "@/lib/model";

const account = z.looseObject({ id: z.string().min(1) });
const reference = z.looseObject({ user: account, conversation: account, channelId: z.string().min(1) });
const connectionName = z.string().max(1000);

/** SDKs for which a sign-in link is asked say where it is for in `state`: JSON in base64, in v3 with capitals. */
const exchangeState = z.preprocess(lowerFirst, z.looseObject({ connectionName: connectionName.nullish(), conversation: reference }));

export type ExchangeState = { connectionName: string; conversationId: string; userId: string; channelId: string };

/** Throws `invalid_request`. */
export function parseExchangeState(state: string): ExchangeState {
  const parsed = exchangeState.safeParse(parseBase64(state));
  if (!parsed.success) {
    throw new HarnessError(
      "invalid_request",
      "The parameter state is none that an SDK makes: connectionName and conversation as JSON in base64.",
    );
  }
  const { connectionName: name, conversation } = parsed.data;
  return {
    connectionName: name ?? "",
    conversationId: conversation.conversation.id,
    userId: conversation.user.id,
    channelId: conversation.channelId,
  };
}

function parseBase64(state: string): unknown {
  try {
    return JSON.parse(Buffer.from(state, "base64").toString("utf8")) as unknown;
  } catch {
    // No JSON: the schema says so.
    return undefined;
  }
}

function lowerFirst(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), member]));
}
