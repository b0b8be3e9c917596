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
