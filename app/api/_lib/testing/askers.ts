import { createApiKey, makeFirstRunLink } from "@/lib/access";
import { keepPasswordsQuickly } from "@/lib/access/testing";
import { localCaller, type Role, roleNames } from "@/lib/model";
import { type Answer, asking, testApi } from "./test-api";

export const bare = testApi();

export const password = "correct horse battery";
const tokenOf = (url: string | null): string => (url ?? "").split("#")[1] ?? "";
const cookieOf = ({ headers }: Answer): string => (headers.get("set-cookie") ?? "").split(";")[0] ?? "";

export type Asker = { column: number; headers: Record<string, string> };
const askers = new Map<string, Asker>([["nobody", { column: 0, headers: { cookie: "" } }]]);
export const names = ["nobody", ...roleNames.flatMap((role) => [role, `key of a ${role}`])];
/** Somebody with every role, who sets everything up. */
let whole = "";
export const api = asking(() => ({ cookie: whole }));

/** To be called before everything else of a file. */
export async function enrolAskers(): Promise<void> {
  keepPasswordsQuickly();
  const follow = async (token: string, more = {}) =>
    cookieOf(await bare.call("POST", "/api/access/link/password", { body: { token, password, ...more } }));
  whole = await follow(tokenOf(await makeFirstRunLink()), { login: "first" });
  const enrol = async (login: string, roles: readonly Role[]) => {
    const { body } = await api.call("POST", "/api/access/accounts", { body: { login, name: login, roles } });
    return follow(tokenOf(body.link.url));
  };
  for (const [index, role] of roleNames.entries()) {
    const { key } = await createApiKey({ name: role, role }, localCaller);
    askers.set(role, { column: index + 1, headers: { cookie: await enrol(role, [role]) } });
    askers.set(`key of a ${role}`, { column: index + 1, headers: { authorization: `Bearer ${key}` } });
  }
  whole = await enrol("whole", roleNames);
}

export function askerOf(name: string): Asker {
  const asker = askers.get(name);
  if (!asker) throw new Error(`Nobody is called ${name}`);
  return { ...asker, headers: { ...asker.headers, "x-turnscope-address": name } };
}

/** Nobody, testers and administrators: to them there is no production bot. */
export const isBlind = ({ column }: Asker): boolean => [0, 1, 5].includes(column);
