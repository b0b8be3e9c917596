import { finishSignIn, listSignedIn, readSignIn, signOutOf } from "@/lib/conversations";
import { accountAmong } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/sign-ins";

export const signInHandlers = [
  handle(operations.getSignIn, async ({ params, query }) => ({ body: await readSignIn(params.signInId, query.conversationId) })),
  handle(operations.finishSignIn, async ({ params, query, body }) => ({
    body: await finishSignIn(params.signInId, body, query.conversationId),
  })),
  handle(operations.listSignedIn, async ({ params }) => ({ body: await listSignedIn(params.botId) })),
  handle(operations.signOut, async ({ params: { botId }, query }, { sight }) => {
    const parties = (await listSignedIn(botId)).signedIn.map((one) => ({ ...one, botId }));
    return { body: await signOutOf(botId, { ...query, userId: accountAmong(query.userId, parties, sight) }) };
  }),
];
