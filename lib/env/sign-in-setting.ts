import * as z from "zod";
import { HarnessError, type Role, roleNames } from "@/lib/model";
import { readSecretFile } from "./secret-file";

export type OidcSetting = {
  issuer: string;
  clientId: string;
  /** Null for a client that keeps no secret: PKCE alone protects it. */
  clientSecret: string | null;
  scopes: string;
  /** On the button: Sign in with … */
  name: string;
  /** Where in the ID token or user info the roles stand, as names with dots between them; null when they are given in the page. */
  rolesClaim: string | null;
  /** What stands there for each role. */
  roleValues: Readonly<Record<string, Role>>;
};

export type SignInSetting = {
  hasAccounts: boolean;
  oidc: OidcSetting | null;
  idleMinutes: number;
  hours: number;
};

const settings = z.object({
  TURNSCOPE_SIGN_IN: z.enum(["accounts", "oidc", "accounts,oidc"], {
    error: ({ input }) => `TURNSCOPE_SIGN_IN is "${input}", not accounts, oidc or both; for example TURNSCOPE_SIGN_IN=accounts,oidc.`,
  }),
  TURNSCOPE_SESSION_IDLE_MINUTES: minutes("TURNSCOPE_SESSION_IDLE_MINUTES", 1440, 60),
  TURNSCOPE_SESSION_HOURS: minutes("TURNSCOPE_SESSION_HOURS", 168, 12),
});

const oidcSettings = z.object({
  TURNSCOPE_OIDC_ISSUER: z.url({
    protocol: /^https?$/,
    error: "TURNSCOPE_OIDC_ISSUER is not given or no address; for example TURNSCOPE_OIDC_ISSUER=https://login.example.org/tenant.",
  }),
  TURNSCOPE_OIDC_CLIENT_ID: z.string({
    error: "TURNSCOPE_OIDC_CLIENT_ID is not given; for example TURNSCOPE_OIDC_CLIENT_ID=turnscope.",
  }),
  TURNSCOPE_OIDC_CLIENT_SECRET: z.string().nullable().default(null),
  TURNSCOPE_OIDC_CLIENT_SECRET_FILE: z.string().nullable().default(null),
  TURNSCOPE_OIDC_SCOPES: z.string().default("openid profile email"),
  TURNSCOPE_OIDC_NAME: z.string().max(60).default("your organisation"),
  TURNSCOPE_OIDC_ROLES_CLAIM: z.string().nullable().default(null),
  TURNSCOPE_OIDC_ROLES: z.string().default(""),
});

/** Null when TURNSCOPE_SIGN_IN is not given. Throws `invalid_setting`. */
export function parseSignIn(given: Record<string, string | undefined>): SignInSetting | null {
  if (given.TURNSCOPE_SIGN_IN === undefined) return null;
  const values = parse(settings, given);
  const ways = values.TURNSCOPE_SIGN_IN.split(",");
  return {
    hasAccounts: ways.includes("accounts"),
    oidc: ways.includes("oidc") ? parseOidc(given) : null,
    idleMinutes: values.TURNSCOPE_SESSION_IDLE_MINUTES,
    hours: values.TURNSCOPE_SESSION_HOURS,
  };
}

function parseOidc(given: Record<string, string | undefined>): OidcSetting {
  const values = parse(oidcSettings, given);
  const file = values.TURNSCOPE_OIDC_CLIENT_SECRET_FILE;
  return {
    issuer: values.TURNSCOPE_OIDC_ISSUER,
    clientId: values.TURNSCOPE_OIDC_CLIENT_ID,
    clientSecret: file === null ? values.TURNSCOPE_OIDC_CLIENT_SECRET : readSecretFile(file, "TURNSCOPE_OIDC_CLIENT_SECRET_FILE"),
    scopes: values.TURNSCOPE_OIDC_SCOPES,
    name: values.TURNSCOPE_OIDC_NAME,
    rolesClaim: values.TURNSCOPE_OIDC_ROLES_CLAIM,
    roleValues: parseRoles(values.TURNSCOPE_OIDC_ROLES),
  };
}

/** Roles are called by their own names unless others are given for them: `administrator=ts-admins,tester=qa`. */
function parseRoles(text: string): Record<string, Role> {
  const values: Record<string, Role> = Object.fromEntries(roleNames.map((name) => [name, name]));
  for (const pair of text.split(",").filter((one) => one.trim() !== "")) {
    const [name = "", value = ""] = pair.split("=").map((part) => part.trim());
    const role = roleNames.find((one) => one === name);
    if (!role || value === "") {
      throw invalid(
        `TURNSCOPE_OIDC_ROLES has "${pair}", which names no role of ${roleNames.join(", ")}; for example TURNSCOPE_OIDC_ROLES=administrator=ts-admins,tester=qa.`,
      );
    }
    values[value] = role;
  }
  return values;
}

function parse<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues[0]?.message ?? "A setting of the sign-in is not valid.");
}

function minutes(name: string, max: number, fallback: number) {
  return z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= max, {
      error: ({ input }) => `${name} is "${input}", not a whole number from 1 to ${max}; for example ${name}=${fallback}.`,
    })
    .transform(Number)
    .default(fallback);
}

function invalid(sentence: string): HarnessError {
  return new HarnessError("invalid_setting", sentence);
}
