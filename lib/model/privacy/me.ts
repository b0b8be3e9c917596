import * as z from "zod";
import { role } from "./caller";
import { rightNames } from "./right-names";

// Every page loads this: it needs no more than that.

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
});
export type Me = z.infer<typeof me>;
