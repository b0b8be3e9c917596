import { env } from "@/lib/env";
import { type Caller, type Me, rightsOf } from "@/lib/model";

/** Who asks and what they may, for the page; and how one signs in here. */
export function readMe({ kind, id, name, roles }: Caller): Me {
  const { signIn } = env();
  const isSomebody = kind !== "nobody" && kind !== "system";
  return {
    signIn: { isOn: signIn !== null, hasPasswords: signIn?.hasAccounts ?? false, provider: signIn?.oidc?.name ?? null },
    caller: isSomebody ? { kind, id, name, roles: [...roles], rights: rightsOf({ roles }) } : null,
  };
}
