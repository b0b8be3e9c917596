import * as z from "zod";
import {
  account,
  accountList,
  addedAccount,
  apiKey,
  apiKeyList,
  askEmergency as askEmergencyBody,
  changeAccount as changeAccountBody,
  changePassword as changePasswordBody,
  createdApiKey,
  emergency,
  followLink as followLinkBody,
  me,
  newAccount,
  newApiKey,
  openedLink,
  passwordLink,
  readLink,
  signInWithPassword,
  signOutRequest,
} from "@/lib/model";
import { bodyErrors, defineOperation, jsonOnly } from "./common";

const limitBytes = 16 * 1024;
const withCookie = { "Set-Cookie": "The session; HttpOnly, so that no script reads it" };
const accountParams = z.object({ accountId: z.string() });

export const getMe = defineOperation({
  id: "getMe",
  right: "anyone",
  method: "GET",
  path: "/api/me",
  tag: "Access",
  summary: "Who asks, what they may, and how one signs in here",
  answer: { status: 200, description: "Also for nobody.", schema: me },
  errors: [],
});

export const signInHere = defineOperation({
  id: "signInHere",
  right: "anyone",
  method: "POST",
  path: "/api/access/sign-in",
  tag: "Access",
  summary: "Sign in with name and password",
  description:
    "Begins a session for this browser; scripts send an API key instead. After five wrong tries of one account from one address each further one doubles the wait.",
  body: { schema: signInWithPassword, mediaTypes: jsonOnly, limitBytes, example: { login: "kim", password: "correct horse battery" } },
  answer: { status: 200, description: "Who signed in.", schema: me, headers: withCookie },
  errors: ["sign_in_refused", "not_allowed", "too_many_requests", ...bodyErrors],
});

export const startProviderSignIn = defineOperation({
  id: "startProviderSignIn",
  right: "anyone",
  method: "POST",
  path: "/api/access/provider",
  tag: "Access",
  summary: "Where to sign in with the organisation's provider (OpenID Connect)",
  body: {
    schema: z.strictObject({
      next: z.string().max(2000).optional().describe("The page to come back to"),
      token: z.string().max(200).optional().describe("Of the first-run link, where the first administrator signs in with the provider"),
    }),
    mediaTypes: jsonOnly,
    limitBytes,
    example: { next: "/people" },
  },
  answer: { status: 200, description: "The address to go to.", schema: z.object({ url: z.string() }), headers: withCookie },
  errors: ["not_allowed", "link_not_found", "provider_unreachable", "too_many_requests", ...bodyErrors],
});

export const signOutHere = defineOperation({
  id: "signOutHere",
  right: "signed-in",
  method: "POST",
  path: "/api/access/sign-out",
  tag: "Access",
  summary: "Sign out, here or in every browser",
  body: { schema: signOutRequest, mediaTypes: jsonOnly, limitBytes, example: { isEverywhere: true } },
  answer: { status: 200, description: "Nobody.", schema: me, headers: withCookie },
  errors: bodyErrors,
});

export const changeOwnPassword = defineOperation({
  id: "changeOwnPassword",
  right: "signed-in",
  method: "PUT",
  path: "/api/me/password",
  tag: "Access",
  summary: "Change one's own password",
  description: "Signs out every other browser.",
  body: {
    schema: changePasswordBody,
    mediaTypes: jsonOnly,
    limitBytes,
    example: { current: "correct horse battery", password: "staple, and then some" },
  },
  answer: { status: 200, description: "Done.", schema: me, headers: withCookie },
  errors: ["sign_in_refused", "not_allowed", "too_many_requests", ...bodyErrors],
});

export const readAccessLink = defineOperation({
  id: "readAccessLink",
  right: "anyone",
  method: "POST",
  path: "/api/access/link",
  tag: "Access",
  summary: "What a link is for that sets a password",
  body: { schema: readLink, mediaTypes: jsonOnly, limitBytes, example: { token: "behind the # of the link" } },
  answer: { status: 200, description: "It is still good.", schema: openedLink },
  errors: ["link_not_found", "too_many_requests", ...bodyErrors],
});

export const followAccessLink = defineOperation({
  id: "followAccessLink",
  right: "anyone",
  method: "POST",
  path: "/api/access/link/password",
  tag: "Access",
  summary: "Set a password with a link, and sign in",
  description: "A link is good once. The first one makes the first administrator, who says their name.",
  body: {
    schema: followLinkBody,
    mediaTypes: jsonOnly,
    limitBytes,
    example: { token: "behind the # of the link", login: "kim", name: "Kim", password: "correct horse battery" },
  },
  answer: { status: 200, description: "Who signed in.", schema: me, headers: withCookie },
  errors: ["link_not_found", "account_exists", "not_allowed", "too_many_requests", ...bodyErrors],
});

export const listAccounts = defineOperation({
  id: "listAccounts",
  right: "access.manage",
  method: "GET",
  path: "/api/access/accounts",
  tag: "Access",
  summary: "Who may sign in",
  answer: { status: 200, description: "In the order of their names.", schema: accountList },
  errors: [],
});

export const addAccount = defineOperation({
  id: "addAccount",
  right: "access.manage",
  method: "POST",
  path: "/api/access/accounts",
  tag: "Access",
  summary: "Let somebody sign in",
  description: "They set their password by the link that is answered, once and within a day.",
  body: { schema: newAccount, mediaTypes: jsonOnly, limitBytes, example: { login: "kim", name: "Kim", roles: ["tester"] } },
  answer: { status: 201, description: "The account and its link.", schema: addedAccount },
  errors: ["account_exists", ...bodyErrors],
});

export const changeAccount = defineOperation({
  id: "changeAccount",
  right: "access.manage",
  method: "PATCH",
  path: "/api/access/accounts/{accountId}",
  tag: "Access",
  summary: "Change somebody's name or roles, or lock them out",
  description: "Other roles end the sessions that were begun with these.",
  params: accountParams,
  body: { schema: changeAccountBody, mediaTypes: jsonOnly, limitBytes, example: { roles: ["tester", "privacy-reviewer"] } },
  answer: { status: 200, description: "The account.", schema: account },
  errors: ["account_not_found", "last_administrator", "not_allowed", ...bodyErrors],
});

export const removeAccount = defineOperation({
  id: "removeAccount",
  right: "access.manage",
  method: "DELETE",
  path: "/api/access/accounts/{accountId}",
  tag: "Access",
  summary: "Remove an account",
  description: "What they did stays on record.",
  params: accountParams,
  answer: { status: 200, description: "What was removed.", schema: account },
  errors: ["account_not_found", "last_administrator"],
});

export const makePasswordLink = defineOperation({
  id: "makePasswordLink",
  right: "access.manage",
  method: "POST",
  path: "/api/access/accounts/{accountId}/link",
  tag: "Access",
  summary: "Make a link by which somebody sets their password anew",
  params: accountParams,
  answer: { status: 201, description: "The link; earlier ones are void.", schema: passwordLink },
  errors: ["account_not_found", "not_allowed"],
});

export const endAccountSessions = defineOperation({
  id: "endAccountSessions",
  right: "access.manage",
  method: "DELETE",
  path: "/api/access/accounts/{accountId}/sessions",
  tag: "Access",
  summary: "Sign somebody out everywhere",
  params: accountParams,
  answer: { status: 200, description: "The account.", schema: account },
  errors: ["account_not_found"],
});

const emergencyParams = z.object({ emergencyId: z.string() });

export const askEmergency = defineOperation({
  id: "askEmergency",
  right: "access.manage",
  method: "POST",
  path: "/api/access/emergency",
  tag: "Access",
  summary: "Ask to read people's data in an emergency",
  description: "For whoever signed in, not with a key. An approver grants it within an hour, or it lapses. Name nobody in the reason.",
  body: { schema: askEmergencyBody, mediaTypes: jsonOnly, limitBytes, example: { reason: "The bot answers with what others said" } },
  answer: { status: 201, description: "What was asked for; `getMe` tells how it stands.", schema: emergency },
  errors: ["emergency_open", "not_allowed", ...bodyErrors],
});

export const grantEmergency = defineOperation({
  id: "grantEmergency",
  right: "privacy.approve",
  method: "POST",
  path: "/api/access/emergency/{emergencyId}/grant",
  tag: "Access",
  summary: "Let an administrator read for 30 minutes",
  description: "They read and unmask as a privacy reviewer does, and change and export nothing. By somebody else than who asked.",
  params: emergencyParams,
  answer: { status: 200, description: "It lasts.", schema: emergency },
  errors: ["emergency_not_found", "second_person_needed", "not_allowed"],
});

export const endEmergency = defineOperation({
  id: "endEmergency",
  right: "signed-in",
  method: "DELETE",
  path: "/api/access/emergency/{emergencyId}",
  tag: "Access",
  summary: "End emergency access early, or refuse it",
  description: "By who asked or an approver. Ending what has ended changes nothing.",
  params: emergencyParams,
  answer: { status: 200, description: "It has ended.", schema: emergency },
  errors: ["emergency_not_found", "not_allowed"],
});

export const listApiKeys = defineOperation({
  id: "listApiKeys",
  right: "access.manage",
  method: "GET",
  path: "/api/access/keys",
  tag: "Access",
  summary: "Which keys scripts have",
  answer: { status: 200, description: "The newest first, without the keys themselves.", schema: apiKeyList },
  errors: [],
});

export const makeApiKey = defineOperation({
  id: "makeApiKey",
  right: "access.manage",
  method: "POST",
  path: "/api/access/keys",
  tag: "Access",
  summary: "Make a key for a script",
  description: "Sent as `Authorization: Bearer`, it may what its role may, until it is revoked.",
  body: { schema: newApiKey, mediaTypes: jsonOnly, limitBytes, example: { name: "Nightly tests", role: "tester" } },
  answer: { status: 201, description: "The key, shown only now.", schema: createdApiKey },
  errors: bodyErrors,
});

export const revokeApiKey = defineOperation({
  id: "revokeApiKey",
  right: "access.manage",
  method: "DELETE",
  path: "/api/access/keys/{keyId}",
  tag: "Access",
  summary: "Revoke a key",
  params: z.object({ keyId: z.string() }),
  answer: { status: 200, description: "It opens nothing any more.", schema: apiKey },
  errors: ["key_not_found"],
});
