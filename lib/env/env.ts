import path from "node:path";
import * as z from "zod";
import { HarnessError } from "@/lib/model";
import { processSingleton } from "./process-singleton";
import { parseSignIn, type SignInSetting } from "./sign-in-setting";

export type Env = {
  host: string;
  /** 0 asks the system for any free port. */
  port: number;
  dataFolder: string;
  databaseUrl: string | null;
  botsModule: string | null;
  /** A JSON file with bots elsewhere. */
  remoteBotsFile: string | null;
  budgetBytes: number;
  turnTimeoutMs: number;
  /** What one record of the Bot State service may hold, as it crosses the wire; 0 is no limit but that of store items. */
  botStateLimitBytes: number;
  /** Null: a key is kept in the data folder. */
  secretKey: string | null;
  /** Where tokens for bots with credentials are asked for. */
  loginUrl: string;
  /** Null: our own detectors look for personal data, not a Presidio service. */
  presidioUrl: string | null;
  /** Countries whose telephone numbers are known when they are written without +. */
  phoneRegions: string[];
  /** The origin under which people reach this server, where that is not where it listens: that of a proxy. */
  publicUrl: string | null;
  /** Others than people at this machine may reach it. */
  isExposed: boolean;
  /** Null: nobody signs in, since nobody else can get here. */
  signIn: SignInSetting | null;
  /** The last address in X-Forwarded-For is the client's: a proxy of ours put it there. Null: nobody has said. */
  trustsProxy: boolean | null;
  /** How many persons it takes to do what cannot be taken back. Null: one where nobody signs in, else two. */
  approvals: 1 | 2 | null;
  /** Public holidays here, beyond those that are holidays everywhere: on them no deadline ends. */
  holidays: string[];
  /** How long entries of the audit log are kept. */
  auditDays: number;
  /** For how long backups are kept: until when a receipt says that older copies may hold what was erased. */
  backupDays: number;
  isDev: boolean;
};

/** The settings of this process, read once. Throws `invalid_setting`. */
export function env(): Env {
  return processSingleton("env", () => parseEnv(process.env));
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  // Shells and compose files set a variable to "" to mean "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw new HarnessError("invalid_setting", parsed.error.issues[0]?.message ?? "A setting is not valid.");
  const values = parsed.data;
  const isExposed = !isLoopback(values.HOST) || values.TURNSCOPE_PUBLIC_URL !== null;
  const signIn = parseSignIn(given);
  requireSignIn(values, { isExposed, signIn });
  return {
    host: values.HOST,
    port: values.PORT,
    dataFolder: path.resolve(values.TURNSCOPE_DATA),
    databaseUrl: values.DATABASE_URL,
    botsModule: values.TURNSCOPE_BOTS === null ? null : path.resolve(values.TURNSCOPE_BOTS),
    remoteBotsFile: values.TURNSCOPE_REMOTE_BOTS === null ? null : path.resolve(values.TURNSCOPE_REMOTE_BOTS),
    budgetBytes: values.TURNSCOPE_STATE_BUDGET_BYTES,
    turnTimeoutMs: values.TURNSCOPE_TURN_TIMEOUT_MS,
    botStateLimitBytes: values.TURNSCOPE_BOT_STATE_LIMIT_BYTES,
    secretKey: values.TURNSCOPE_SECRET_KEY,
    loginUrl: values.TURNSCOPE_LOGIN_URL.replace(/\/+$/, ""),
    presidioUrl: values.TURNSCOPE_PRESIDIO_URL?.replace(/\/+$/, "") ?? null,
    phoneRegions: values.TURNSCOPE_PHONE_REGIONS.split(","),
    publicUrl: values.TURNSCOPE_PUBLIC_URL === null ? null : new URL(values.TURNSCOPE_PUBLIC_URL).origin,
    isExposed,
    signIn,
    trustsProxy: values.TURNSCOPE_TRUST_PROXY === null ? null : values.TURNSCOPE_TRUST_PROXY === "1",
    approvals: values.TURNSCOPE_APPROVALS === null ? null : values.TURNSCOPE_APPROVALS === "1" ? 1 : 2,
    holidays: values.TURNSCOPE_HOLIDAYS.split(",").filter((day) => day !== ""),
    auditDays: values.TURNSCOPE_AUDIT_DAYS,
    backupDays: values.TURNSCOPE_BACKUP_DAYS,
    isDev: values.NODE_ENV === "development",
  };
}

/** What an operator should know of settings that are allowed and that they will hardly have meant; told at each start. */
export function listSettingWarnings({ host, publicUrl, trustsProxy }: Pick<Env, "host" | "publicUrl" | "trustsProxy">): string[] {
  if (trustsProxy && !isLoopback(host)) {
    return [
      `TURNSCOPE_TRUST_PROXY is 1 and HOST is "${host}", where others may reach this server without the proxy: whoever does says with X-Forwarded-For from which address they come, and is not kept from trying passwords. Let nothing but your proxy reach the port, or listen on this machine alone; for example HOST=127.0.0.1.`,
    ];
  }
  if (publicUrl === null || trustsProxy !== null) return [];
  return [
    `TURNSCOPE_PUBLIC_URL is "${publicUrl}", so that a proxy stands before this server, and TURNSCOPE_TRUST_PROXY is not set: everybody seems to come from the proxy's address, and 60 wrong tries to sign in by anybody keep all others from signing in for ten minutes. Set TURNSCOPE_TRUST_PROXY=1 where your proxy writes X-Forwarded-For, and TURNSCOPE_TRUST_PROXY=0 where it does not.`,
  ];
}

type Exposure = { isExposed: boolean; signIn: SignInSetting | null };

function requireSignIn(
  { HOST, TURNSCOPE_PUBLIC_URL }: { HOST: string; TURNSCOPE_PUBLIC_URL: string | null },
  { isExposed, signIn }: Exposure,
): void {
  if (isExposed && signIn === null) {
    const name = isLoopback(HOST) ? "TURNSCOPE_PUBLIC_URL" : "HOST";
    const value = isLoopback(HOST) ? TURNSCOPE_PUBLIC_URL : HOST;
    throw new HarnessError(
      "invalid_setting",
      `${name} is "${value}", where others than you reach Turnscope, and nobody signs in. Set TURNSCOPE_SIGN_IN=accounts (or oidc), or stay on this machine; for example ${name === "HOST" ? "HOST=127.0.0.1" : "TURNSCOPE_PUBLIC_URL="}.`,
    );
  }
  if (["0.0.0.0", "::"].includes(HOST) && TURNSCOPE_PUBLIC_URL === null) {
    throw new HarnessError(
      "invalid_setting",
      `HOST is "${HOST}", every address of this machine. Say under which one people come with TURNSCOPE_PUBLIC_URL; for example TURNSCOPE_PUBLIC_URL=https://turnscope.example.org.`,
    );
  }
}

const settings = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: ({ input }) => `HOST is "${input}", no name or address; for example HOST=127.0.0.1.` })
    .default("127.0.0.1"),
  PORT: wholeNumber("PORT", { min: 0, max: 65_535, fallback: 3000 }),
  TURNSCOPE_DATA: z
    .string()
    .refine(hasNoNul, "TURNSCOPE_DATA contains a NUL character, which no path may; for example TURNSCOPE_DATA=.data.")
    .default(".data"),
  DATABASE_URL: z
    .string()
    // The value is never repeated: it holds a password.
    .refine(
      isPostgresUrl,
      "DATABASE_URL is not a PostgreSQL address; for example DATABASE_URL=postgresql://user:password@localhost:5432/turnscope.",
    )
    .nullable()
    .default(null),
  TURNSCOPE_BOTS: z.string().nullable().default(null),
  TURNSCOPE_REMOTE_BOTS: z.string().nullable().default(null),
  TURNSCOPE_STATE_BUDGET_BYTES: wholeNumber("TURNSCOPE_STATE_BUDGET_BYTES", { min: 1, max: 1_073_741_824, fallback: 32_768 }),
  TURNSCOPE_TURN_TIMEOUT_MS: wholeNumber("TURNSCOPE_TURN_TIMEOUT_MS", { min: 1, max: 86_400_000, fallback: 60_000 }),
  TURNSCOPE_BOT_STATE_LIMIT_BYTES: wholeNumber("TURNSCOPE_BOT_STATE_LIMIT_BYTES", { min: 0, max: 5_242_880, fallback: 32_768 }),
  TURNSCOPE_SECRET_KEY: z
    .string()
    // The value is never repeated.
    .min(32, "TURNSCOPE_SECRET_KEY is shorter than 32 characters; make one with: openssl rand -base64 48.")
    .nullable()
    .default(null),
  TURNSCOPE_LOGIN_URL: z
    .url({
      protocol: /^https?$/,
      error: "TURNSCOPE_LOGIN_URL is no address; for example TURNSCOPE_LOGIN_URL=https://login.microsoftonline.com.",
    })
    .default("https://login.microsoftonline.com"),
  TURNSCOPE_PRESIDIO_URL: z
    // The value is never repeated: it may hold a password.
    .url({ protocol: /^https?$/, error: "TURNSCOPE_PRESIDIO_URL is no address; for example TURNSCOPE_PRESIDIO_URL=http://127.0.0.1:5002." })
    .nullable()
    .default(null),
  TURNSCOPE_PHONE_REGIONS: z
    .string()
    .regex(/^[A-Z]{2}(,[A-Z]{2}){0,19}$/, {
      error: ({ input }) =>
        `TURNSCOPE_PHONE_REGIONS is "${input}", not codes of countries with commas between them; for example TURNSCOPE_PHONE_REGIONS=DE,AT.`,
    })
    .default("GB,US,DE,FR,ES,HU"),
  TURNSCOPE_PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: ({ input }) =>
        `TURNSCOPE_PUBLIC_URL is "${input}", not the address of a site; for example TURNSCOPE_PUBLIC_URL=https://turnscope.example.org.`,
    })
    .nullable()
    .default(null),
  TURNSCOPE_TRUST_PROXY: z
    .enum(["0", "1"], { error: ({ input }) => `TURNSCOPE_TRUST_PROXY is "${input}", not 0 or 1; for example TURNSCOPE_TRUST_PROXY=1.` })
    .nullable()
    .default(null),
  TURNSCOPE_APPROVALS: z
    .enum(["1", "2"], { error: ({ input }) => `TURNSCOPE_APPROVALS is "${input}", not 1 or 2; for example TURNSCOPE_APPROVALS=2.` })
    .nullable()
    .default(null),
  TURNSCOPE_BACKUP_DAYS: wholeNumber("TURNSCOPE_BACKUP_DAYS", { min: 0, max: 3650, fallback: 30 }),
  TURNSCOPE_HOLIDAYS: z
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2}(,(?=\d)|$))*$/, {
      error: ({ input }) =>
        `TURNSCOPE_HOLIDAYS is "${input}", not days with commas between them; for example TURNSCOPE_HOLIDAYS=2026-05-01,2026-12-26.`,
    })
    .default(""),
  TURNSCOPE_AUDIT_DAYS: wholeNumber("TURNSCOPE_AUDIT_DAYS", { min: 30, max: 3650, fallback: 365 }),
  NODE_ENV: z.string().optional(),
});

function wholeNumber(name: string, range: { min: number; max: number; fallback: number }) {
  return z
    .string()
    .refine((text) => /^\d{1,15}$/.test(text) && Number(text) >= range.min && Number(text) <= range.max, {
      error: ({ input }) =>
        `${name} is "${input}", not a whole number from ${range.min} to ${range.max}; for example ${name}=${range.fallback}.`,
    })
    .transform(Number)
    .default(range.fallback);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(host);
}

function hasNoNul(text: string): boolean {
  return !text.includes("\0");
}

function isPostgresUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && ["postgresql:", "postgres:"].includes(url.protocol) && url.hostname !== "" && url.pathname.length > 1;
}
