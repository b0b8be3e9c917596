import { ChatConnector, type IDialogWaterfallStep, MemoryBotStorage, UniversalBot } from "botbuilder-v3";
import { type ServedBot, serve, toExpressResponse } from "./serve";

/** A v3 bot over HTTP, its state in its own memory. `onInvoke` answers invokes; without it they fail. */
export function serveV3Bot(
  root: IDialogWaterfallStep,
  onInvoke?: Parameters<ChatConnector["onInvoke"]>[0],
  credentials: { appId?: string; appPassword?: string } = {},
): Promise<ServedBot> {
  const connector = new ChatConnector(credentials);
  new UniversalBot(connector, root).set("storage", new MemoryBotStorage());
  if (onInvoke) connector.onInvoke(onInvoke);
  const listen = connector.listen();
  return serve((request, response, body) => {
    Object.assign(request, { body: body === "" ? undefined : JSON.parse(body) });
    listen(request as never, withNumericSend(toExpressResponse(response)) as never);
  });
}

/** Restify and old Express take a status in `send`, which v3 relies on. */
function withNumericSend(response: ReturnType<typeof toExpressResponse>) {
  const { send } = response;
  return Object.assign(response, {
    send(statusOrBody?: unknown, body?: unknown) {
      if (typeof statusOrBody !== "number") return send(statusOrBody);
      response.statusCode = statusOrBody;
      return send(body);
    },
  });
}
