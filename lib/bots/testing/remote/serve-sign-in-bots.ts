import { AgentApplication, MemoryStorage as AgentsMemory, CloudAdapter, type TurnContext, type TurnState } from "@microsoft/agents-hosting";
import { BotFrameworkAdapter, ConfigurationBotFrameworkAuthentication, MemoryStorage } from "botbuilder";
import { ChatConnector, MemoryBotStorage, type Session, UniversalBot } from "botbuilder-v3";
import { connectionName, createSignInBot, ownerOf } from "../sign-in-bots.mjs";
import { type ServedBot, serve, toExpressResponse } from "./serve";
import { serveV4Bot } from "./serve-v4-bot";

/** Without an app id the SDK asks for no sign-in link: it wants one in the identity, whatever it is. */
class LocalAuthentication extends ConfigurationBotFrameworkAuthentication {
  override createUserTokenClient(identity: Parameters<ConfigurationBotFrameworkAuthentication["createUserTokenClient"]>[0]) {
    identity.claims.push({ type: "appid", value: "local" });
    return super.createUserTokenClient(identity);
  }
}

/** A v4 bot with an OAuth prompt; `oauthUrl` is what its configuration calls OAuthUrl. */
export function serveV4SignInBot(oauthUrl: string): Promise<ServedBot> {
  return serveV4Bot(createSignInBot({ storage: new MemoryStorage() }).run, new LocalAuthentication({ OAuthUrl: oauthUrl }));
}

/** The same bot on the SDK's older adapter, which without an app id asks below the serviceUrl by itself. */
export function serveOldV4SignInBot(): Promise<ServedBot> {
  const adapter = new BotFrameworkAdapter({ appId: "", appPassword: "" });
  const { run } = createSignInBot({ storage: new MemoryStorage() });
  return serve((request, response, body) => {
    Object.assign(request, { body: JSON.parse(body) as unknown });
    void adapter.processActivity(request as never, toExpressResponse(response) as never, run);
  });
}

/** A bot of the Agents SDK whose messages need a sign-in. Its SDK takes the address of the token service from TOKEN_SERVICE_ENDPOINT only. */
export function serveAgentsSignInBot(): Promise<ServedBot> {
  const adapter = new CloudAdapter();
  const app = new AgentApplication<TurnState>({
    adapter,
    storage: new AgentsMemory(),
    authorization: { person: { azureBotOAuthConnectionName: connectionName, title: "Sign in", text: "Please sign in" } },
  });
  app.onMessage("sign out", async (context, state) => {
    await app.authorization.signOut(context, state, "person");
    await context.sendActivity("Signed out.");
  });
  app.onActivity(
    "message",
    async (context: TurnContext) => {
      const { token } = await app.authorization.getToken(context, "person");
      await context.sendActivity(`Hello, ${ownerOf(token ?? "")}.`);
    },
    ["person"],
  );
  return serve((request, response, body) => {
    Object.assign(request, { body: JSON.parse(body) as unknown, user: {} });
    void adapter.process(request as never, toExpressResponse(response) as never, (context) => app.run(context));
  });
}

/** A v3 bot that sends a sign-in card, and asks for the token with the code that the person then types, or when it is told of the sign-in. */
export function serveV3SignInBot(oauthUrl: string): Promise<ServedBot> {
  const connector = new ChatConnector({ oAuthEndpoint: oauthUrl } as never) as ChatConnector & TokenClient;
  const bot = new UniversalBot(connector, (session) => {
    const { address, text = "" } = session.message;
    if (text === "sign out") return connector.signOutUser(address, connectionName, () => session.endDialog("Signed out."));
    connector.getUserToken(address, connectionName, /^\d{6}$/.test(text) ? text : "", (_, found) => {
      if (found?.token) session.endDialog(`Hello, ${ownerOf(found.token)}.`);
      else connector.getSignInLink(address, connectionName, (_error, link) => sendCard(session, link));
    });
  });
  bot.set("storage", new MemoryBotStorage());
  const listen = connector.listen();
  return serve((request, response, body) => {
    Object.assign(request, { body: JSON.parse(body) as unknown });
    listen(request as never, toExpressResponse(response) as never);
  });
}

/** What the SDK's types leave out. */
type TokenClient = {
  getUserToken(address: unknown, connection: string, code: string, done: (error: unknown, found?: { token?: string }) => void): void;
  signOutUser(address: unknown, connection: string, done: (error: unknown) => void): void;
  getSignInLink(address: unknown, connection: string, done: (error: unknown, link: string) => void): void;
};

function sendCard(session: Session, link: string): void {
  const buttons = [{ type: "signin", title: "Sign in", value: link }];
  const card = { contentType: "application/vnd.microsoft.card.signin", content: { text: "Please sign in", buttons } };
  session.send({ type: "message", attachments: [card] } as never);
  session.endDialog();
}
