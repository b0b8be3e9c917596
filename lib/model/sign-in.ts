import * as z from "zod";
import { anyId } from "./any-id";
import { accountId, personal } from "./masking/mask-marks";

/**
 * How a bot learns that somebody signed in: by a `tokens/response` event, or by a code of six digits that the person types into the chat and
 * the bot gives for the token.
 */
const signInDeliveries = ["event", "code"] as const;

const named = z.object({ id: z.string(), name: z.string() });

/** What a sign-in page is about: who signs in to which connection of which bot. */
export const signInRequest = z.object({
  bot: named,
  connectionName: z.string(),
  person: named,
  conversationId: z.string(),
  isSignedIn: z.boolean(),
  suggestedToken: z.string().describe("Made up, and new each time"),
  delivery: z.enum(signInDeliveries).describe("What suits the bot's SDK: the Agents SDK takes no event"),
});
export type SignInRequest = z.infer<typeof signInRequest>;

export const maxTokenCharacters = 16_000;

export const finishSignIn = z.strictObject({
  token: z.string().trim().min(1).max(maxTokenCharacters).optional().describe("One is made up when left out. Kept encrypted"),
  delivery: z.enum(signInDeliveries).default("event"),
});
export type FinishSignIn = z.infer<typeof finishSignIn>;

export const finishedSignIn = z.object({
  code: z.string().nullable().describe("To be typed into the chat; null when the bot was told by an event"),
  turn: z.number().int().nullable().describe("The turn of that event"),
});
export type FinishedSignIn = z.infer<typeof finishedSignIn>;

/** A person's token for one connection of a bot, without the token. */
const signedIn = z.object({
  userId: accountId(z.string()),
  name: personal(z.string()).describe("As the person is called in the newest conversation with the bot; else the id"),
  channelId: z.string(),
  connectionName: z.string(),
  signedInAt: z.string(),
  awaitsCode: z.boolean().describe("The bot has not shown the code yet"),
});
export type SignedIn = z.infer<typeof signedIn>;

export const signedInList = z.object({ signedIn: z.array(signedIn) });
export type SignedInList = z.infer<typeof signedInList>;

/** Whom to sign out, and where; left out is everywhere. */
export const signOutQuery = z.object({ userId: anyId, channelId: anyId.optional(), connectionName: z.string().optional() });
