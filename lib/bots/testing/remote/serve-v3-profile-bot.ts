import { ChatConnector, Prompts, type Session, UniversalBot } from "botbuilder-v3";
import { type ServedBot, serve, toExpressResponse } from "./serve";

/**
 * A bot of Bot Framework v3 as one was written in 2017, unchanged: a waterfall with prompts that keeps state in all three scopes. "bye" ends the
 * conversation, "watch" has it tell its variables.
 */
export function serveV3ProfileBot({ gzipData = false, port = 0 } = {}): Promise<ServedBot> {
  const connector = new ChatConnector({ gzipData } as never);
  const bot = new UniversalBot(connector, [
    (session, _args, next) => {
      session.conversationData.topic ??= "profiles";
      session.privateConversationData.visits = (session.privateConversationData.visits ?? 0) + 1;
      if (session.userData.name) next?.();
      else session.beginDialog("profile");
    },
    (session) => session.endDialog(`Hello ${session.userData.name}, you are ${session.userData.age}.`),
  ]);
  bot.dialog("profile", [
    (session) => Prompts.text(session, "What is your name?"),
    (session, { response }) => {
      session.dialogData.name = response;
      Prompts.number(session, "How old are you?");
    },
    (session, { response }) => {
      Object.assign(session.userData, { name: session.dialogData.name, age: response });
      session.endDialog();
    },
  ]);
  bot.dialog("bye", (session) => endConversation(session)).triggerAction({ matches: /^bye$/i });
  bot.dialog("watch", (session) => watch(session)).triggerAction({ matches: /^watch$/i });
  // It waits for more to send after each reply; a quarter of a second unless told otherwise.
  bot.set("autoBatchDelay", 10);
  bot.on("error", () => undefined);
  const listen = connector.listen();
  return serve((request, response, body) => {
    Object.assign(request, { body: JSON.parse(body) as unknown });
    listen(request as never, toExpressResponse(response) as never);
  }, port);
}

function endConversation(session: Session): void {
  session.endConversation("Goodbye.");
}

function watch(session: Session): void {
  session.watch("userData").watch("dialogStack");
  session.endDialog("Watching.");
}
