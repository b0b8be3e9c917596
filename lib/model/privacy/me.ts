import * as z from "zod";
import { role } from "./caller";
import { rightNames } from "./right-names";

// Every page loads this: it needs no more than that.

/** An administrator reads people's data, or asks to. Named is who reads, never of whom. */
export const emergency = z.object({
  id: z.string(),
  name: z.string(),
  isOwn: z.boolean(),
  state: z.enum(["asked", "lasting", "ended"]),
  reason: z.string().nullable(),
  askedAt: z.string(),
  since: z.string().nullable(),
  until: z.string().nullable(),
});
export type Emergency = z.infer<typeof emergency>;

/** Who asks, and how one signs in here. */
export const me = z.object({
  signIn: z.object({
    isOn: z.boolean(),
    hasPasswords: z.boolean(),
    provider: z.string().nullable().describe("What the organisation is called with which one can sign in"),
  }),
  caller: z
    .object({
      kind: z.enum(["local", "account", "key"]),
      id: z.string(),
      name: z.string(),
      roles: z.array(role),
      rights: z.array(z.enum(rightNames)),
    })
    .nullable()
    .describe("Null for nobody"),
  emergencies: z.array(emergency),
});
export type Me = z.infer<typeof me>;
