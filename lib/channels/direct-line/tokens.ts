import { errors, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { secretKeyFor } from "@/lib/env";
import { HarnessError } from "@/lib/model";

const lifetimes = { access: 30 * 60, stream: 60 } as const;
/** `access` goes into the Authorization header; `stream` into the address of a WebSocket, where it may be logged. */
type TokenUse = keyof typeof lifetimes;

export const tokenLifetimeSeconds = lifetimes.access;

const user = z.object({ id: z.string(), name: z.string() });
const claims = z.object({
  bot: z.string(),
  conversation: z.string(),
  /** Web Chat takes the id of its person from this claim (protocols 1.5). */
  user: z.string().optional(),
  userName: z.string().optional(),
  origins: z.array(z.string()).optional(),
});

/** What a token says: one conversation of one bot, and as whom, unless anybody may speak. */
export type DirectLineClaims = {
  botId: string;
  conversationId: string;
  user: z.infer<typeof user> | null;
  /** Pages of these origins only; null for all. */
  trustedOrigins: string[] | null;
};

const issuer = "turnscope";
const audience = (use: TokenUse): string => `direct-line ${use}`;

export function issueToken({ botId, conversationId, user: who, trustedOrigins }: DirectLineClaims, use: TokenUse, nowMs: number) {
  const nowSeconds = Math.floor(nowMs / 1000);
  const said: z.infer<typeof claims> = {
    bot: botId,
    conversation: conversationId,
    ...(who && { user: who.id, userName: who.name }),
    ...(trustedOrigins && { origins: trustedOrigins }),
  };
  return new SignJWT(said)
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(issuer)
    .setAudience(audience(use))
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + lifetimes[use])
    .sign(secretKeyFor("direct-line tokens"));
}

/** Throws `token_expired`, or `credentials_required` for what is no token of ours for this use. */
export async function readToken(token: string, use: TokenUse, nowMs: number): Promise<DirectLineClaims> {
  try {
    const options = { algorithms: ["HS256"], issuer, audience: audience(use), currentDate: new Date(nowMs) };
    const { payload } = await jwtVerify(token, secretKeyFor("direct-line tokens"), options);
    const { bot, conversation, user: id, userName, origins } = claims.parse(payload);
    const who = id === undefined ? null : { id, name: userName ?? id };
    return { botId: bot, conversationId: conversation, user: who, trustedOrigins: origins ?? null };
  } catch (cause) {
    throw toTokenError(cause);
  }
}

function toTokenError(cause: unknown): unknown {
  if (cause instanceof errors.JWTExpired) {
    return new HarnessError("token_expired", "This token has expired. Generate a new one with the bot's Direct Line secret.", { cause });
  }
  if (!(cause instanceof errors.JOSEError || cause instanceof z.ZodError)) return cause;
  return new HarnessError("credentials_required", "This is neither a Direct Line secret nor a token of this server.", { cause });
}

/** Such ids come only from inside a token: whoever shows one has been vouched for by a holder of the secret (protocols 1.5). */
export function isReservedUserId(id: string): boolean {
  return id.startsWith("dl_");
}
