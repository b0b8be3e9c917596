import * as z from "zod";
import { account, accountList, addedAccount, changeAccount as changeAccountBody, newAccount, passwordLink } from "@/lib/model";
import { accessBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const accountParams = z.object({ accountId: z.string() });

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
  body: {
    schema: newAccount,
    mediaTypes: jsonOnly,
    limitBytes: accessBodyBytes,
    example: { login: "kim", name: "Kim", roles: ["tester"] },
  },
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
  body: {
    schema: changeAccountBody,
    mediaTypes: jsonOnly,
    limitBytes: accessBodyBytes,
    example: { roles: ["tester", "privacy-reviewer"] },
  },
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
