import * as z from "zod";
import { role } from "./caller";

const keyName = z.string().trim().min(1).max(100);

/** What a script signs its requests with: `Authorization: Bearer` and the key. */
export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  role,
  start: z.string().describe("Its first characters, to tell keys apart"),
  createdBy: z.string(),
  createdAt: z.string(),
  usedOn: z.string().nullable().describe("The day of its last use"),
  revokedAt: z.string().nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

export const newApiKey = z.strictObject({ name: keyName, role });
export type NewApiKey = z.infer<typeof newApiKey>;

/** A short name or an e-mail address; capitals do not count. */
const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s\p{C}]{2,200}$/u, "Invalid input: a name to sign in with has 2 to 200 characters and no spaces");
const personName = z.string().trim().min(1).max(200);
export const minPasswordCharacters = 12;
const password = z
  .string()
  .min(minPasswordCharacters, `Invalid input: a password has at least ${minPasswordCharacters} characters`)
  .max(500);
const roles = z.array(role).max(5);

export const account = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  roles,
  isByClaim: z.boolean().describe("Its roles come from the provider at each sign-in"),
  kind: z.enum(["password", "provider"]).describe("How it signs in"),
  hasPassword: z.boolean().describe("False until its link was followed"),
  createdAt: z.string(),
  disabledAt: z.string().nullable(),
  seenOn: z.string().nullable().describe("The day of the last sign-in"),
  sessions: z.number().int().describe("In how many browsers it is signed in"),
});
export type Account = z.infer<typeof account>;

export const accountList = z.object({
  accounts: z.array(account),
  warnings: z.array(z.string()).describe("What of the server's settings lets tries to sign in be counted wrongly, in sentences"),
});
export type AccountListAnswer = z.infer<typeof accountList>;
export const apiKeyList = z.object({ keys: z.array(apiKey) });
export const createdApiKey = z.object({ key: z.string().describe("Shown only now: it cannot be read again"), apiKey });

export const newAccount = z.strictObject({ login, name: personName, roles });
export type NewAccount = z.infer<typeof newAccount>;

export const changeAccount = z.strictObject({ name: personName.optional(), roles: roles.optional(), isDisabled: z.boolean().optional() });
export type ChangeAccount = z.infer<typeof changeAccount>;

export const passwordLink = z.object({
  url: z.string().describe("Where a password is set; whoever has it may, once"),
  expiresAt: z.string(),
});
export type PasswordLink = z.infer<typeof passwordLink>;
export const addedAccount = z.object({ account, link: passwordLink });

export const signInWithPassword = z.strictObject({ login: z.string().max(500), password: z.string().max(2000) });
export type SignInWithPassword = z.infer<typeof signInWithPassword>;

const linkToken = z.string().max(200);
export const readLink = z.strictObject({ token: linkToken });
export const openedLink = z.object({
  kind: z.enum(["first-run", "password"]),
  login: z.string().nullable(),
  expiresAt: z.string(),
});
export type OpenedLink = z.infer<typeof openedLink>;

/** Follows a link. The first administrator says who they are; whoever was sent one has a name already. */
export const followLink = z.strictObject({ token: linkToken, password, login: login.optional(), name: personName.optional() });
export type FollowLink = z.infer<typeof followLink>;

export const changePassword = z.strictObject({ current: z.string().max(2000), password });
export type ChangePassword = z.infer<typeof changePassword>;

export const signOutRequest = z.strictObject({ isEverywhere: z.boolean().default(false).describe("In every browser") });

export const askEmergency = z.strictObject({ reason: z.string().trim().min(1).max(1000) });
