import * as z from "zod";
import { request } from "@/components/api/request";
import {
  type Account,
  type AccountListAnswer,
  type ApiKey,
  account,
  accountList,
  addedAccount,
  apiKey,
  apiKeyList,
  type ChangeAccount,
  createdApiKey,
  type Emergency,
  emergency,
  type FollowLink,
  type Me,
  me,
  type NewAccount,
  type NewApiKey,
  type OpenedLink,
  openedLink,
  type PasswordLink,
  passwordLink,
} from "@/lib/model";

export const signIn = (login: string, password: string): Promise<Me> =>
  request("/api/access/sign-in", { method: "POST", body: { login, password }, answer: me });

/** Where to sign in at the provider. */
export const startProvider = async (place: { next?: string; token?: string }): Promise<string> =>
  (await request("/api/access/provider", { method: "POST", body: place, answer: z.object({ url: z.string() }) })).url;

export const changePassword = (current: string, password: string): Promise<Me> =>
  request("/api/me/password", { method: "PUT", body: { current, password }, answer: me });

export const readLink = (token: string): Promise<OpenedLink> =>
  request("/api/access/link", { method: "POST", body: { token }, answer: openedLink });

export const followLink = (body: FollowLink): Promise<Me> => request("/api/access/link/password", { method: "POST", body, answer: me });

export const listAccounts = (signal?: AbortSignal): Promise<AccountListAnswer> =>
  request("/api/access/accounts", { signal, answer: accountList });

export const addAccount = (body: NewAccount) => request("/api/access/accounts", { method: "POST", body, answer: addedAccount });

const accountPath = (id: string): string => `/api/access/accounts/${encodeURIComponent(id)}`;

export const changeAccount = (id: string, body: ChangeAccount): Promise<Account> =>
  request(accountPath(id), { method: "PATCH", body, answer: account });

export const removeAccount = (id: string): Promise<Account> => request(accountPath(id), { method: "DELETE", answer: account });

export const makePasswordLink = (id: string): Promise<PasswordLink> =>
  request(`${accountPath(id)}/link`, { method: "POST", answer: passwordLink });

export const endSessions = (id: string): Promise<Account> => request(`${accountPath(id)}/sessions`, { method: "DELETE", answer: account });

export const listApiKeys = async (signal?: AbortSignal): Promise<ApiKey[]> =>
  (await request("/api/access/keys", { signal, answer: apiKeyList })).keys;

export const makeApiKey = (body: NewApiKey) => request("/api/access/keys", { method: "POST", body, answer: createdApiKey });

export const revokeApiKey = (id: string): Promise<ApiKey> =>
  request(`/api/access/keys/${encodeURIComponent(id)}`, { method: "DELETE", answer: apiKey });

export const askEmergency = (reason: string): Promise<Emergency> =>
  request("/api/access/emergency", { method: "POST", body: { reason }, answer: emergency });

const emergencyPath = (id: string): string => `/api/access/emergency/${encodeURIComponent(id)}`;

export const grantEmergency = (id: string): Promise<Emergency> =>
  request(`${emergencyPath(id)}/grant`, { method: "POST", answer: emergency });

export const endEmergency = (id: string): Promise<Emergency> => request(emergencyPath(id), { method: "DELETE", answer: emergency });
