import { requireConversation } from "@/lib/conversations";
import { expiredText, type ProtocolExchange } from "@/lib/model";
import { expiredOfMembers } from "./judge";

type Message = ProtocolExchange["request"];

/** What went over the wire repeats state without telling where it stands, so that none of it is told: the sweep deletes it too. */
export async function hideInExchanges(exchanges: readonly ProtocolExchange[], conversationId: string): Promise<ProtocolExchange[]> {
  const { members } = await requireConversation(conversationId);
  const expired = await expiredOfMembers(
    conversationId,
    members.map(({ id }) => id),
  );
  return expired.size === 0 ? [...exchanges] : exchanges.map(hide);
}

function hide(exchange: ProtocolExchange): ProtocolExchange {
  const { request, response, error } = exchange;
  return { ...exchange, request: hideBody(request), response: response && hideBody(response), error: error && expiredText };
}

function hideBody(message: Message): Message {
  return { ...message, body: message.body && expiredText };
}
