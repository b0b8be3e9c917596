import type { Operation } from "../../_lib/operation";
import { addAccount, changeAccount, endAccountSessions, listAccounts, makePasswordLink, removeAccount } from "./accounts";
import { listApiKeys, makeApiKey, revokeApiKey } from "./api-keys";
import { askEmergency, endEmergency, grantEmergency } from "./emergency";
import { changeOwnPassword, followAccessLink, getMe, readAccessLink, signInHere, signOutHere, startProviderSignIn } from "./sign-in";

export * from "./accounts";
export * from "./api-keys";
export * from "./emergency";
export * from "./sign-in";

/** Who is calling and how they come in. */
export const accessOperations: readonly Operation[] = [
  getMe,
  signInHere,
  startProviderSignIn,
  signOutHere,
  changeOwnPassword,
  readAccessLink,
  followAccessLink,
  listAccounts,
  addAccount,
  changeAccount,
  removeAccount,
  makePasswordLink,
  endAccountSessions,
  listApiKeys,
  askEmergency,
  grantEmergency,
  endEmergency,
  makeApiKey,
  revokeApiKey,
];
