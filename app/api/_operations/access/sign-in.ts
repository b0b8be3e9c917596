import * as z from "zod";
import {
  changePassword as changePasswordBody,
  followLink as followLinkBody,
  me,
  openedLink,
  readLink,
  signInWithPassword,
  signOutRequest,
} from "@/lib/model";
import { accessBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const withCookie = { "Set-Cookie": "The session; HttpOnly, so that no script reads it" };

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
  body: {
    schema: signInWithPassword,
    mediaTypes: jsonOnly,
    limitBytes: accessBodyBytes,
    example: { login: "kim", password: "correct horse battery" },
  },
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
    limitBytes: accessBodyBytes,
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
  body: { schema: signOutRequest, mediaTypes: jsonOnly, limitBytes: accessBodyBytes, example: { isEverywhere: true } },
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
    limitBytes: accessBodyBytes,
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
  body: { schema: readLink, mediaTypes: jsonOnly, limitBytes: accessBodyBytes, example: { token: "behind the # of the link" } },
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
    limitBytes: accessBodyBytes,
    example: { token: "behind the # of the link", login: "kim", name: "Kim", password: "correct horse battery" },
  },
  answer: { status: 200, description: "Who signed in.", schema: me, headers: withCookie },
  errors: ["link_not_found", "account_exists", "not_allowed", "too_many_requests", ...bodyErrors],
});
