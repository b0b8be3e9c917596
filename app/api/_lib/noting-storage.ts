import { watchServed } from "@/lib/channels";
import { conversationOfStorageCall } from "@/lib/conversations";
import { notingKeptOut } from "@/lib/standing";
import type { OperationHandler } from "./handle";

/** Who makes a storage call, told to its log before it is answered. */
export type TellCaller = (botId: string, keys: readonly string[]) => void;

/** Calls of a bot's storage, in the protocol log of the conversation they are about. `make` gives the handler of one request. */
export function notingStorage(make: (tell: TellCaller) => OperationHandler): OperationHandler {
  const { method, path } = make(() => undefined);
  const respond = async (request: Request): Promise<Response> => {
    const watched = watchServed(request);
    const place: { botId: string | null; conversationId: string | null } = { botId: null, conversationId: null };
    const tell: TellCaller = (botId, keys) => Object.assign(place, { botId, conversationId: conversationOfStorageCall(botId, keys) });
    const { result: response, isKeptOut } = await notingKeptOut(async () => make(tell).respond(request));
    watched.end(response, { party: "bot", ...place, isKeptOut });
    return response;
  };
  return { method, path, respond };
}
