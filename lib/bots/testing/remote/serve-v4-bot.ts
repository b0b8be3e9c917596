import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from "botbuilder";
import { type ServedBot, serve, toExpressResponse } from "./serve";

/** A Bot Framework v4 bot without credentials over HTTP, as its samples serve theirs. */
export function serveV4Bot(
  run: (context: TurnContext) => Promise<void>,
  authentication = new ConfigurationBotFrameworkAuthentication({}),
): Promise<ServedBot> {
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = async (context, error) => {
    await context.sendTraceActivity("OnTurnError Trace", `${error}`, "https://www.botframework.com/schemas/error", "TurnError");
    await context.sendActivity("The bot encountered an error or bug.");
  };
  return serve((request, response, body) => {
    Object.assign(request, { body: body === "" ? {} : JSON.parse(body) });
    void adapter.process(request as never, toExpressResponse(response) as never, run);
  });
}
