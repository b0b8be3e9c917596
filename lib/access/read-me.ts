import { env } from "@/lib/env";
import { type Caller, type Me, rightsOf } from "@/lib/model";
import { listEmergencies } from "./emergency-rows";

/** Who asks and what they may, for the page; and how one signs in here. */
export async function readMe(caller: Caller): Promise<Me> {
  const { signIn } = env();
  const { kind, id, name, roles } = caller;
  const how = { isOn: signIn !== null, hasPasswords: signIn?.hasAccounts ?? false, provider: signIn?.oidc?.name ?? null };
  if (kind === "nobody" || kind === "system") return { signIn: how, caller: null, emergencies: [] };
  const emergencies = signIn === null ? [] : await listEmergencies(caller);
  // Who signs in while theirs lasts comes without it: it is told by the session, which they do not have yet.
  const hasEmergency = emergencies.some(({ isOwn, state }) => isOwn && state === "lasting");
  return { signIn: how, caller: { kind, id, name, roles: [...roles], rights: rightsOf({ roles, hasEmergency }) }, emergencies };
}
