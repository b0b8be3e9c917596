import { AgentApplication, CloudAdapter, type Storage, type TurnContext, type TurnState } from "@microsoft/agents-hosting";
import { type ServedBot, serve, toExpressResponse } from "./serve";

type Counts = { count?: number };

/** A bot of the Agents SDK without credentials over HTTP, which counts messages in user and conversation state of its TurnState. */
export function serveAgentsApp(storage: Storage): Promise<ServedBot> {
  const app = new AgentApplication<TurnState<Counts, Counts>>({ storage });
  const adapter = new CloudAdapter();
  app.onActivity("message", async (context: TurnContext, state) => {
    state.user.count = (state.user.count ?? 0) + 1;
    state.conversation.count = (state.conversation.count ?? 0) + 1;
    await context.sendActivity(`${state.user.count} of yours, ${state.conversation.count} here`);
  });
  // Without it the SDK keeps nothing since 1.5 (protocols 9).
  app.onTurn("afterTurn", async () => true);
  return serve((request, response, body) => {
    Object.assign(request, { body: JSON.parse(body) as unknown, user: {} });
    void adapter.process(request as never, toExpressResponse(response) as never, (context) => app.run(context));
  });
}
