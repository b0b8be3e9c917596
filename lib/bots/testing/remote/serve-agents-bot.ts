import { authorizeJWT, CloudAdapter, type TurnContext } from "@microsoft/agents-hosting";
import { type ServedBot, serve, toExpressResponse } from "./serve";

/** An Agents SDK bot over HTTP; with a client id it wants a token, without one it takes nobody who shows any. */
export function serveAgentsBot(run: (context: TurnContext) => Promise<void>, { clientId = "" } = {}): Promise<ServedBot> {
  const adapter = new CloudAdapter({ clientId });
  const authorize = authorizeJWT({ clientId });
  return serve((request, response, body) => {
    Object.assign(request, { body: body === "" ? {} : JSON.parse(body) });
    const express = toExpressResponse(response);
    void authorize(request as never, express as never, () => void adapter.process(request as never, express as never, run));
  });
}
