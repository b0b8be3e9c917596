import { randomUUID } from "node:crypto";
import * as oidc from "openid-client";
import { commitAudited } from "@/lib/audit";
import { db, encodeText, sql } from "@/lib/db";
import { env, type OidcSetting, ownAddress, processSingleton } from "@/lib/env";
import { type Caller, HarnessError, nobody, type Role, roleNames } from "@/lib/model";
import { type AccountRow, requireAccount, rolesOf, selectAccounts } from "./account-rows";
import { endSessionsStatements, hasAdministrator } from "./accounts";
import { openCookie, sealedCookie } from "./cookies";
import { spendLink } from "./follow-link";
import { requireLink } from "./links";
import { admit, type SignedIn } from "./sign-in";

export const callbackPath = "/oidc/callback";
const flowSeconds = 600;

/** What a browser remembers between leaving for the provider and coming back; sealed, and good for ten minutes. */
type Flow = { state: string; nonce: string; verifier: string; next: string; token: string | null };

type Started = { url: string; setCookie: string };

/** Where to sign in at the provider. `token` of a first-run link makes whoever comes back the first administrator. */
export async function startProvider({ next, token }: { next?: string; token?: string }): Promise<Started> {
  const setting = requireProvider();
  if (token !== undefined) await requireFirstRun(token);
  const flow: Flow = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    next: ownPath(next),
    token: token ?? null,
  };
  const url = oidc.buildAuthorizationUrl(await configuration(), {
    redirect_uri: redirectUri(),
    scope: setting.scopes,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, setCookie: await sealedCookie("provider", flow, flowSeconds) };
}

/** Whoever comes back from the provider. Throws `sign_in_refused`. */
export async function finishProvider(address: string, headers: Headers): Promise<SignedIn & { next: string }> {
  const flow = await readFlow(headers);
  const person = await exchange(address, flow);
  const row = await keepAccount(person, flow);
  if (row.disabled_at !== null) throw await refusal("This account was locked out here. Ask an administrator.");
  return { ...(await admit(row, headers)), next: flow.next };
}

type ProviderPerson = { issuer: string; subject: string; login: string; name: string; roles: Role[] | null };

async function exchange(address: string, flow: Flow): Promise<ProviderPerson> {
  const setting = requireProvider();
  const { search } = new URL(address, "http://localhost");
  try {
    const config = await configuration();
    const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirectUri()}${search}`), {
      pkceCodeVerifier: flow.verifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new HarnessError("sign_in_refused", "The provider did not say who you are.");
    const more = config.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
    return toPerson({ ...more, ...claims }, setting);
  } catch (cause) {
    throw await refusal("The provider did not vouch for you. Try again; if it stays so, tell an administrator.", cause);
  }
}

function toPerson(claims: Record<string, unknown> & { iss: string; sub: string }, { rolesClaim, roleValues }: OidcSetting): ProviderPerson {
  const text = (name: string): string | null => (typeof claims[name] === "string" && claims[name] !== "" ? (claims[name] as string) : null);
  const login = text("preferred_username") ?? text("email") ?? claims.sub;
  return {
    issuer: claims.iss,
    subject: claims.sub,
    login: login.slice(0, 200),
    name: (text("name") ?? login).slice(0, 200),
    roles: rolesClaim === null ? null : toRoles(atPath(claims, rolesClaim), roleValues),
  };
}

function atPath(claims: Record<string, unknown>, path: string): unknown {
  // A claim may have dots in its own name, as those of Auth0 do.
  if (Object.hasOwn(claims, path)) return claims[path];
  return path
    .split(".")
    .reduce<unknown>((value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined), claims);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function toRoles(value: unknown, roleValues: OidcSetting["roleValues"]): Role[] {
  const given = typeof value === "string" ? value.split(/[\s,]+/) : Array.isArray(value) ? value : [];
  return roleNames.filter((name) =>
    given.some((one) => typeof one === "string" && Object.hasOwn(roleValues, one) && roleValues[one] === name),
  );
}

/** Known by issuer and subject only: names and addresses change hands. A change of roles at the provider ends other sessions. */
async function keepAccount(person: ProviderPerson, flow: Flow): Promise<AccountRow> {
  const [known] = await selectAccounts(
    sql`account.issuer = ${encodeText(person.issuer)} AND account.subject = ${encodeText(person.subject)}`,
  );
  const isFirst = flow.token !== null && (await isFirstRun(flow.token));
  const before = known ? rolesOf(known) : [];
  // The first administrator's roles are not the provider's to take: they are given in the page, like those of everybody without a claim.
  const isByClaim = person.roles !== null && !isFirst && (known === undefined || Boolean(known.is_by_claim));
  const roles = withFirst(isByClaim || !known ? (person.roles ?? []) : before, isFirst);
  if (!known) return addPerson(person, { roles, isByClaim });
  const isSame = roles.length === before.length && roles.every((name) => before.includes(name));
  if (!isSame) {
    const caller: Caller = { kind: "account", id: known.id, name: person.name, roles };
    await commitAudited(
      [{ caller, action: "access.account-changed", place: known.id }],
      [sql`UPDATE account SET roles = ${JSON.stringify(roles)} WHERE id = ${known.id}`, ...endSessionsStatements(known.id)],
    );
  }
  await (await db()).execute(sql`UPDATE account SET name = ${encodeText(person.name)}, is_by_claim = ${isByClaim} WHERE id = ${known.id}`);
  return requireAccount(known.id);
}

function withFirst(roles: readonly Role[], isFirst: boolean): Role[] {
  return isFirst && !roles.includes("administrator") ? [...roles, "administrator"] : [...roles];
}

async function addPerson(
  person: ProviderPerson,
  { roles, isByClaim }: { roles: readonly Role[]; isByClaim: boolean },
): Promise<AccountRow> {
  const id = `account:${randomUUID()}`;
  const caller: Caller = { kind: "account", id, name: person.name, roles };
  const taken = (await selectAccounts(sql`account.login = ${encodeText(person.login)}`)).length > 0;
  const login = taken ? `${person.login} (${id.slice(-6)})` : person.login;
  const insert = sql`INSERT INTO account (id, login, name, issuer, subject, roles, is_by_claim, created_at)
    VALUES (${id}, ${encodeText(login)}, ${encodeText(person.name)}, ${encodeText(person.issuer)}, ${encodeText(person.subject)},
      ${JSON.stringify(roles)}, ${isByClaim}, ${new Date().toISOString()})`;
  await commitAudited([{ caller, action: "access.account-added", place: id }], [insert]);
  return requireAccount(id);
}

async function isFirstRun(token: string): Promise<boolean> {
  if (await hasAdministrator()) return false;
  const link = await requireFirstRun(token);
  await spendLink(link);
  return true;
}

async function requireFirstRun(token: string) {
  const link = await requireLink(token);
  if (link.account_id === null) return link;
  throw new HarnessError("link_not_found", "This link sets a password; it does not go with the provider.");
}

async function readFlow(headers: Headers): Promise<Flow> {
  const flow = await openCookie("provider", headers);
  const { state, nonce, verifier, next, token = null } = flow;
  const isFlow = [state, nonce, verifier, next].every((one) => typeof one === "string");
  if (!isFlow) throw await refusal("The sign-in took too long or was begun in another browser. Begin again.");
  return { state, nonce, verifier, next, token } as Flow;
}

async function refusal(sentence: string, cause?: unknown): Promise<HarnessError> {
  await commitAudited([{ caller: nobody, action: "access.sign-in-refused", outcome: "refused" }]);
  return new HarnessError("sign_in_refused", sentence, { cause });
}

/** A place of ours to go back to: never another site. */
function ownPath(next: string | undefined): string {
  if (next === undefined || !/^\/(?![/\\])/.test(next) || next.length > 2000) return "/";
  const base = "http://localhost";
  return URL.canParse(next, base) && new URL(next, base).origin === base ? next : "/";
}

function redirectUri(): string {
  return `${env().publicUrl ?? ownAddress()}${callbackPath}`;
}

function requireProvider(): OidcSetting {
  const setting = env().signIn?.oidc;
  if (setting) return setting;
  throw new HarnessError("not_allowed", "Nobody signs in with a provider here.");
}

type Discovered = { configuration: Promise<oidc.Configuration> | null };

/** Asked for once; a provider that did not answer is asked again by the next who signs in. */
function configuration(): Promise<oidc.Configuration> {
  const known = processSingleton<Discovered>("oidc-provider", () => ({ configuration: null }));
  known.configuration ??= discover(requireProvider()).catch((cause: unknown) => {
    known.configuration = null;
    throw new HarnessError("provider_unreachable", "The provider with which one signs in does not answer. Try again later.", { cause });
  });
  return known.configuration;
}

function discover({ issuer, clientId, clientSecret }: OidcSetting): Promise<oidc.Configuration> {
  const isPlain = new URL(issuer).protocol === "http:";
  const authentication = clientSecret === null ? oidc.None() : undefined;
  return oidc.discovery(new URL(issuer), clientId, clientSecret ?? undefined, authentication, {
    timeout: 10,
    // Only for a provider that is set up with http: on this machine, or in a test.
    ...(isPlain ? { execute: [oidc.allowInsecureRequests] } : {}),
  });
}
