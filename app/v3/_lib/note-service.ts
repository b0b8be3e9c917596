import { watchServed } from "@/lib/channels";
import { conversationInTurn } from "@/lib/conversations";
import type { ToldPlace } from "./service-route";

/** What is known of a request once its route is found; the answer of one that has none is noted too. */
export type ServicePlace = { servedBotId: string | null; params: Record<string, string>; told: ToldPlace };

const poll = /^\/v3\/directline\/conversations\/[^/]+\/activities$/;
const nothingNew = /"activities":\[\]/;

/** What says itself that it belongs to no conversation is not put into that of a turn. */
function conversationOf(botId: string | null, { conversationId }: ToldPlace): string | null {
  if (conversationId !== undefined || botId === null) return conversationId ?? null;
  return conversationInTurn(botId);
}

/** Notes a request and its answer in the protocol log. */
export function noteService(
  request: Request,
  { pathname }: URL,
): (response: Response, place: ServicePlace & { isKeptOut: boolean }) => void {
  const watched = watchServed(request);
  const isPoll = request.method === "GET" && poll.test(pathname);
  return (response, { servedBotId, params, told, isKeptOut }) => {
    const botId = servedBotId ?? told.botId ?? null;
    watched.end(response, {
      party: pathname.startsWith("/v3/directline/") ? "client" : "bot",
      botId,
      conversationId: params.conversationId ?? params.id ?? conversationOf(botId, told),
      isKeptOut,
      // A client asks once a second whether there is something new; only that there was is worth a line.
      ...(isPoll && { isNoise: (body) => nothingNew.test(body) }),
    });
  };
}
