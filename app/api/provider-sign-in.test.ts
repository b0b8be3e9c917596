import { afterAll, beforeAll, expect, test } from "vitest";
import { makeFirstRunLink } from "@/lib/access";
import { clientId, clientSecret, ProviderBrowser, startProvider, type TestProvider } from "@/lib/access/testing";
import { detourOf } from "../guard-pages";
import { type Answer, testApi } from "./_lib/testing/test-api";

process.env.TURNSCOPE_SIGN_IN = "oidc";
process.env.TURNSCOPE_OIDC_CLIENT_ID = clientId;
process.env.TURNSCOPE_OIDC_CLIENT_SECRET = clientSecret;
process.env.TURNSCOPE_OIDC_ROLES_CLAIM = "groups";
process.env.TURNSCOPE_OIDC_ROLES = "privacy-reviewer=dpo-team,tester=qa";
process.env.TURNSCOPE_OIDC_NAME = "Example Ltd";
const api = testApi();
let provider: TestProvider;

beforeAll(async () => {
  provider = await startProvider("http://127.0.0.1:3000/oidc/callback");
  process.env.TURNSCOPE_OIDC_ISSUER = provider.issuer;
});
afterAll(() => provider.close());

const cookieIn = (header: string | null | undefined): string => (header ?? "").split(";")[0] ?? "";
const callerNow = async (cookie: string) => (await api.call("GET", "/api/me", { headers: { cookie } })).body.caller;
const start = (body: object = {}): Promise<Answer> => api.call("POST", "/api/access/provider", { body });

/** The detour of a browser that comes back from the provider. */
async function comeBack(address: string, cookie: string) {
  const detour = await detourOf(new Request(address, { headers: { cookie } }));
  const cookieOf = (name: string) => cookieIn(detour?.cookies.find((one) => one.startsWith(`turnscope-${name}=`)));
  return { location: detour?.location, session: cookieOf("session"), browser: cookieOf("browser") };
}

async function signIn(login: string, body: object = {}) {
  const started = await start(body);
  const address = await new ProviderBrowser(provider.issuer).signIn(started.body.url, login);
  return { ...(await comeBack(address, cookieIn(started.headers.get("set-cookie")))), address, started };
}

test("somebody signs in with PKCE, state and nonce, has the roles of their groups, and is where they wanted to be", async () => {
  provider.people.set("ann", {
    name: "Ann Example",
    preferred_username: "ann@example.org",
    groups: ["dpo-team", "everybody"],
  });
  const { location, session, browser, started } = await signIn("ann", { next: "/people?sort=name" });
  const { searchParams } = new URL(started.body.url);
  expect(searchParams.get("code_challenge_method")).toBe("S256");
  for (const name of ["state", "nonce", "code_challenge"]) expect(searchParams.get(name)?.length).toBeGreaterThan(20);
  expect(location).toBe("/people?sort=name");
  expect(browser).toMatch(/^turnscope-browser=./);
  expect(await callerNow(session)).toMatchObject({ kind: "account", name: "Ann Example", roles: ["privacy-reviewer"] });
});

test("they are the same account the next time, under another name and with other groups, which end what was open", async () => {
  provider.people.set("bo", { name: "Bo", groups: ["qa"] });
  const first = await signIn("bo");
  const before = await callerNow(first.session);
  provider.people.set("bo", { name: "Bo Married", preferred_username: "other", groups: ["qa", "approver"] });
  const second = await signIn("bo");
  expect(await callerNow(second.session)).toMatchObject({ id: before.id, name: "Bo Married", roles: ["tester", "approver"] });
  expect(await callerNow(first.session)).toBeNull();
});

test("who is in none of the groups comes in with no role, and may nothing", async () => {
  provider.people.set("cy", { groups: ["kitchen"] });
  const { session } = await signIn("cy");
  expect(await callerNow(session)).toMatchObject({ name: "cy", roles: [], rights: [] });
  const { status, body } = await api.call("GET", "/api/bots", { headers: { cookie: session } });
  expect([status, body.code]).toEqual([403, "not_allowed"]);
});

test("an answer of the provider is good once, in the browser that asked, with the state that was sent", async () => {
  provider.people.set("dee", { groups: ["qa"] });
  const { address, started } = await signIn("dee");
  const cookie = cookieIn(started.headers.get("set-cookie"));
  const refused = { location: "/sign-in?error=sign_in_refused", session: "", browser: "" };
  expect(await comeBack(address, cookie)).toEqual(refused);
  const fresh = await start();
  const other = await new ProviderBrowser(provider.issuer).signIn(fresh.body.url, "dee");
  expect(await comeBack(other, "")).toEqual(refused);
  expect(await comeBack(other, cookie)).toEqual(refused);
  expect(await comeBack(other.replace(/state=[^&]+/, "state=another"), cookieIn(fresh.headers.get("set-cookie")))).toEqual(refused);
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "people", "javascript:alert(1)"])(
  "nobody is sent on to %s",
  async (next) => {
    provider.people.set("el", { groups: ["qa"] });
    expect((await signIn("el", { next })).location).toBe("/");
  },
);

test("with the first-run link, whoever comes back is the first administrator, once", async () => {
  provider.people.set("root", { groups: [] });
  const token = (await makeFirstRunLink())?.split("#")[1];
  const { session } = await signIn("root", { token });
  expect((await callerNow(session)).roles).toEqual(["administrator"]);
  // Their groups do not take that away the next time.
  expect((await callerNow((await signIn("root")).session)).roles).toEqual(["administrator"]);
  expect((await start({ token })).body.code).toBe("link_not_found");
  expect(await makeFirstRunLink()).toBeNull();
});

test("passwords are not taken where only the provider vouches, and the page is told whose it is", async () => {
  const tried = await api.call("POST", "/api/access/sign-in", { body: { login: "ann", password: "correct horse battery" } });
  expect([tried.status, tried.body.code]).toEqual([403, "not_allowed"]);
  expect((await api.call("GET", "/api/me")).body).toEqual({
    signIn: { isOn: true, hasPasswords: false, provider: "Example Ltd" },
    caller: null,
    emergencies: [],
  });
});
