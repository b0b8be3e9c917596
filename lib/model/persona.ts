import * as z from "zod";
import { anyId } from "./any-id";

export const localeText = z
  .string()
  .regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/, "Invalid input: expected a language tag such as de-AT")
  .max(35);

export const channelIdText = z
  .string()
  .regex(/^[\w.-]+$/, "Invalid input: a channel id has letters, digits, dots and dashes")
  .max(50);

/** Somebody a tester can be: whom the bot talks with, and what it is to remember at the start. */
export const personaRequest = z.strictObject({
  userId: anyId.describe("The id under which bots know this person"),
  name: z.string().trim().min(1).max(500),
  locale: localeText.nullable().default(null).describe("The language of what this person sends; null for en-US"),
  channelId: channelIdText.nullable().default(null).describe("The channel that new conversations say they are on; null for emulator"),
  snapshotId: z
    .string()
    .min(1)
    .max(100)
    .nullable()
    .default(null)
    .describe("What the bot is to remember at the start; null for nothing special"),
});
export type PersonaRequest = z.infer<typeof personaRequest>;

export const storedPersona = personaRequest.extend({ id: z.string(), createdAt: z.string() });
export type StoredPersona = z.infer<typeof storedPersona>;

export const personaList = z.object({ personas: z.array(storedPersona).describe("In the order they were made") });
