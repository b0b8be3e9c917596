import { ConversationState } from "botbuilder-core";
import { DialogSet, OAuthPrompt, WaterfallDialog } from "botbuilder-dialogs";

export const connectionName = "github";

/** A v4 bot as samples write one that signs people in: an OAuth prompt, and "sign out". It says whose token it got, and keeps it nowhere. */
export function createSignInBot({ storage }) {
  const state = new ConversationState(storage);
  const dialogs = new DialogSet(state.createProperty("DialogState"));
  const prompt = new OAuthPrompt("token", { connectionName, title: "Sign in", text: "Please sign in", timeout: 60_000 });
  dialogs.add(prompt);
  dialogs.add(new WaterfallDialog("greet", [(step) => step.beginDialog("token"), greet]));
  return {
    async run(context) {
      if (context.activity.type === "conversationUpdate") return;
      if (context.activity.text === "sign out") return signOut(context, prompt);
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === "empty") await dialog.beginDialog("greet");
      await state.saveChanges(context);
    },
  };
}

async function greet(step) {
  await step.context.sendActivity(step.result ? `Hello, ${ownerOf(step.result.token)}.` : "You are not signed in.");
  return step.endDialog();
}

async function signOut(context, prompt) {
  await prompt.signOutUser(context);
  await context.sendActivity("Signed out.");
}

/** A token that is no JWT is nobody's. */
export function ownerOf(token) {
  const claims = token.split(".")[1];
  return claims ? JSON.parse(Buffer.from(claims, "base64url").toString()).name : "somebody with a token";
}

/** In this process; loaded the way a person's own bots are (TURNSCOPE_BOTS). */
export const bots = [{ id: "signs-in", name: "Signs in", description: "Asks for a sign-in.", createBot: createSignInBot }];
