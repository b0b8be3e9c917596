import * as access from "@/lib/access";
import { nobody } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/access";

export const accessHandlers = [
  handle(operations.getMe, async (_, { caller }) => ({ body: await access.readMe(caller) })),
  handle(operations.signInHere, async ({ body }, { request }) => signedIn(await access.signIn(body, request.headers))),
  handle(operations.startProviderSignIn, async ({ body }, { request }) => {
    await access.limitLinks(request.headers);
    const { url, setCookie } = await access.startProvider(body);
    return { body: { url }, headers: { "Set-Cookie": setCookie } };
  }),
  handle(operations.signOutHere, async ({ body }, { caller, request }) => ({
    body: await access.readMe(nobody),
    headers: { "Set-Cookie": await access.signOut(caller, { headers: request.headers, ...body }) },
  })),
  handle(operations.changeOwnPassword, async ({ body }, { caller, request }) =>
    signedIn(await access.changePassword(caller, body, request.headers)),
  ),
  handle(operations.readAccessLink, async ({ body }, { request }) => {
    await access.limitLinks(request.headers);
    return { body: await access.openLink(body.token) };
  }),
  handle(operations.followAccessLink, async ({ body }, { request }) => {
    await access.limitLinks(request.headers);
    return signedIn(await access.admit(await access.followLink(body), request.headers));
  }),
  handle(operations.listAccounts, async () => ({ body: { accounts: await access.listAccounts(), warnings: access.listAccessWarnings() } })),
  handle(operations.addAccount, async ({ body }, { caller }) => ({ body: await access.addAccount(body, caller) })),
  handle(operations.changeAccount, async ({ params, body }, { caller }) => ({
    body: await access.changeAccount(params.accountId, body, caller),
  })),
  handle(operations.removeAccount, async ({ params }, { caller }) => ({ body: await access.removeAccount(params.accountId, caller) })),
  handle(operations.makePasswordLink, async ({ params }, { caller }) => ({ body: await access.linkForPassword(params.accountId, caller) })),
  handle(operations.endAccountSessions, async ({ params }, { caller }) => ({ body: await access.endSessions(params.accountId, caller) })),
  handle(operations.askEmergency, async ({ body }, { caller }) => ({ body: await access.askEmergency(body.reason, caller) })),
  handle(operations.grantEmergency, async ({ params }, { caller }) => ({ body: await access.grantEmergency(params.emergencyId, caller) })),
  handle(operations.endEmergency, async ({ params }, { caller }) => ({ body: await access.endEmergency(params.emergencyId, caller) })),
  handle(operations.listApiKeys, async () => ({ body: { keys: await access.listApiKeys() } })),
  handle(operations.makeApiKey, async ({ body }, { caller }) => ({ body: await access.createApiKey(body, caller) })),
  handle(operations.revokeApiKey, async ({ params }, { caller }) => ({ body: await access.revokeApiKey(params.keyId, caller) })),
];

async function signedIn({ caller, setCookie, browser }: access.SignedIn) {
  return { body: await access.readMe(caller), headers: { "Set-Cookie": setCookie }, cookies: browser === null ? [] : [browser] };
}
