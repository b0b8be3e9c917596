import * as z from "zod";

/** What somebody may be here; several at once. What each may do: `./rights.ts`. */
export const roleNames = ["tester", "product-owner", "privacy-reviewer", "approver", "administrator"] as const;
export const role = z.enum(roleNames);
export type Role = z.infer<typeof role>;

/**
 * Who asks for something: the one user of a machine where nobody signs in, somebody signed in, a script with a key, or Turnscope itself (a
 * sweep, a case that goes on after a restart); or nobody yet. `id` is what stays on record; the name is for people.
 */
export type Caller = {
  kind: "local" | "account" | "key" | "system" | "nobody";
  id: string;
  name: string;
  roles: readonly Role[];
  /** An administrator to whom reading was granted for half an hour. */
  hasEmergency?: boolean;
};

/** Who acts on a machine where nobody signs in; a persona is somebody to talk as, not who looks. */
export const localCaller: Caller = { kind: "local", id: "local", name: "Local user", roles: roleNames };

/** Turnscope itself, where nobody asked just now. */
export const systemCaller: Caller = { kind: "system", id: "system", name: "Turnscope", roles: roleNames };

/** Whoever did not say who they are. */
export const nobody: Caller = { kind: "nobody", id: "nobody", name: "Nobody", roles: [] };
