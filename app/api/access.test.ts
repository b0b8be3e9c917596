import { describe, expect, test } from "vitest";
import { makeFirstRunLink } from "@/lib/access";
import { keepPasswordsQuickly } from "@/lib/access/testing";
import { db, sql } from "@/lib/db";
import { detourOf } from "../guard-pages";
import { type Answer, testApi } from "./_lib/testing/test-api";

process.env.TURNSCOPE_SIGN_IN = "accounts";
keepPasswordsQuickly();
const api = testApi();
const password = "correct horse battery";

const cookieOf = ({ headers }: Answer): string => (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
const tokenOf = (url: string | null): string => (url ?? "").split("#")[1] ?? "";
const from = (address: string) => ({ "x-turnscope-address": address });
const as = (cookie: string) => ({ headers: { cookie } });

/** The first administrator, made once for this file. */
let administrator: Promise<string> | null = null;
function beAdministrator(): Promise<string> {
  administrator ??= (async () => {
    const token = tokenOf(await makeFirstRunLink());
    return cookieOf(await api.call("POST", "/api/access/link/password", { body: { token, login: "Root", name: "Root", password } }));
  })();
  return administrator;
}

/** Somebody with roles, by the link that an administrator makes. */
async function enrol(login: string, roles: string[]): Promise<{ id: string; cookie: string }> {
  const added = await api.call("POST", "/api/access/accounts", { body: { login, name: login, roles }, ...as(await beAdministrator()) });
  expect(added.status).toBe(201);
  const token = tokenOf(added.body.link.url);
  const followed = await api.call("POST", "/api/access/link/password", { body: { token, password } });
  return { id: added.body.account.id, cookie: cookieOf(followed) };
}

const signIn = (login: string, tried = password, headers: Record<string, string> = {}) =>
  api.call("POST", "/api/access/sign-in", { body: { login, password: tried }, headers });
const callerNow = async (cookie: string) => (await api.call("GET", "/api/me", as(cookie))).body.caller;

describe("the first-run link", () => {
  test("makes the first administrator once, is in no other answer, and is not made again while there is one", async () => {
    const first = tokenOf(await makeFirstRunLink());
    const second = tokenOf(await makeFirstRunLink());
    const opened = await api.call("POST", "/api/access/link", { body: { token: second } });
    expect(opened.body).toMatchObject({ kind: "first-run", login: null });
    // One start of the server makes the link of an earlier one void.
    expect((await api.call("POST", "/api/access/link", { body: { token: first } })).body.code).toBe("link_not_found");
    expect(await makeFirstRunLink()).toMatch(/^http:\/\/127\.0\.0\.1:3000\/welcome#/);
    expect((await callerNow(await beAdministrator())).roles).toEqual(["administrator"]);
    expect(await makeFirstRunLink()).toBeNull();
    const again = await api.call("POST", "/api/access/link/password", { body: { token: second, login: "eve", password } });
    expect([again.status, again.body.code]).toEqual([404, "link_not_found"]);
  });

  test("marks the browser as one in which this account has signed in, as signing in does", async () => {
    const added = await api.call("POST", "/api/access/accounts", {
      body: { login: "fay", name: "Fay", roles: [] },
      ...as(await beAdministrator()),
    });
    const followed = await api.call("POST", "/api/access/link/password", { body: { token: tokenOf(added.body.link.url), password } });
    expect(followed.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^turnscope-browser=/));
  });

  test("of two who follow one link at once, one does", async () => {
    const cookie = await beAdministrator();
    const added = await api.call("POST", "/api/access/accounts", { body: { login: "twice", name: "Twice", roles: [] }, ...as(cookie) });
    const body = { token: tokenOf(added.body.link.url), password };
    const both = await Promise.all([1, 2].map(() => api.call("POST", "/api/access/link/password", { body })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  test("a password has twelve characters at least, and what is refused uses no link up", async () => {
    const cookie = await beAdministrator();
    const added = await api.call("POST", "/api/access/accounts", { body: { login: "short", name: "Short", roles: [] }, ...as(cookie) });
    const token = tokenOf(added.body.link.url);
    expect((await api.call("POST", "/api/access/link/password", { body: { token, password: "too short" } })).body.code).toBe(
      "invalid_request",
    );
    expect((await api.call("POST", "/api/access/link/password", { body: { token, password } })).status).toBe(200);
  });
});

describe("signing in", () => {
  test("opens a session that a browser sends back and no script reads", async () => {
    await enrol("ann", ["tester"]);
    const answer = await signIn(" ANN ");
    const [session, browser] = answer.headers.getSetCookie();
    expect(session).toMatch(/^turnscope-session=[^;]+; HttpOnly; SameSite=Lax; Path=\/; Max-Age=43200$/);
    expect(browser).toMatch(/^turnscope-browser=[^;]+; HttpOnly; SameSite=Lax; Path=\/; Max-Age=7776000$/);
    expect(answer.body.caller).toMatchObject({ kind: "account", name: "ann", roles: ["tester"], rights: ["test.use"] });
    expect((await callerNow(cookieOf(answer))).name).toBe("ann");
    expect((await api.call("GET", "/api/bots", as(cookieOf(answer)))).status).toBe(200);
  });

  test("nobody gets further than this, and an unknown name is refused in the same words as a wrong password", async () => {
    await enrol("bo", ["tester"]);
    expect(await callerNow("")).toBeNull();
    expect((await api.call("GET", "/api/bots")).body.code).toBe("sign_in_required");
    const [wrong, unknown] = [await signIn("bo", "wrong password!"), await signIn("nobody-here", "wrong password!")];
    expect([wrong.status, wrong.body.code]).toEqual([401, "sign_in_refused"]);
    expect(unknown.body).toEqual(wrong.body);
  });

  test("a cookie that was made up, cut or signed by another is nobody's", async () => {
    const { cookie } = await enrol("cy", ["tester"]);
    for (const wrong of [
      cookie.slice(0, -8),
      cookie.replace("Fe26.2*1*", "Fe26.2*2*"),
      cookie.replace(/.{40}$/, "A".repeat(40)),
      "turnscope-session=abc",
      "turnscope-session=",
      "x",
    ]) {
      expect(await callerNow(wrong)).toBeNull();
    }
  });

  test("a new session ends the one that the browser had", async () => {
    const { cookie } = await enrol("dee", ["tester"]);
    const next = cookieOf(await signIn("dee", password, { cookie }));
    expect(await callerNow(cookie)).toBeNull();
    expect((await callerNow(next)).name).toBe("dee");
  });

  test("who guesses has to wait longer each time; the same account is open from elsewhere, and others from there", async () => {
    await enrol("el", ["tester"]);
    await enrol("flo", ["tester"]);
    for (let tries = 0; tries < 5; tries++) expect((await signIn("el", "wrong password!", from("10.0.0.1"))).status).toBe(401);
    const refused = await signIn("el", password, from("10.0.0.1"));
    expect([refused.status, refused.body.code]).toEqual([429, "too_many_requests"]);
    expect(refused.body.retryAfterSeconds).toBeLessThanOrEqual(2);
    expect((await signIn("el", password, from("10.0.0.2"))).status).toBe(200);
    expect((await signIn("flo", password, from("10.0.0.1"))).status).toBe(200);
  });

  test("right passwords do not count: many people sign in from one address", async () => {
    await enrol("jay", ["tester"]);
    const address = from("10.0.0.7");
    for (let tries = 0; tries < 59; tries++) await api.call("POST", "/api/access/link", { body: { token: "x" }, headers: address });
    for (let tries = 0; tries < 3; tries++) expect((await signIn("jay", password, address)).status).toBe(200);
  });

  test("whoever has signed in from a browser before is not locked out by others behind the same proxy, nor may they guess there for others", async () => {
    for (const login of ["kim", "leo"]) await enrol(login, ["tester"]);
    const proxy = from("10.0.0.8");
    const [, browser = ""] = (await signIn("kim", password, proxy)).headers.getSetCookie();
    const cookie = browser.split(";")[0] ?? "";
    for (let tries = 0; tries < 61; tries++) await api.call("POST", "/api/access/link", { body: { token: "x" }, headers: proxy });
    expect((await signIn("kim", password, proxy)).status).toBe(429);
    const again = await signIn("kim", password, { ...proxy, cookie });
    expect([again.status, again.headers.getSetCookie().length]).toEqual([200, 1]);
    expect((await signIn("leo", password, { ...proxy, cookie })).status).toBe(429);
    expect((await signIn("kim", password, { ...proxy, cookie: "turnscope-browser=made-up" })).status).toBe(429);
    for (let tries = 0; tries < 5; tries++) await signIn("kim", "wrong password!", { ...proxy, cookie });
    expect((await signIn("kim", password, { ...proxy, cookie })).status).toBe(429);
  });

  test("an address that tries names in turn is stopped too", async () => {
    const statuses = new Set<number>();
    // Of a link that is none: cheap to ask, and counted with the sign-ins.
    for (let tries = 0; tries < 62; tries++) {
      statuses.add((await api.call("POST", "/api/access/link", { body: { token: "x" }, headers: from("10.0.0.9") })).status);
    }
    expect([...statuses]).toEqual([404, 429]);
  });
});

describe("a session ends", () => {
  test("when one signs out, here or everywhere", async () => {
    const { cookie } = await enrol("gus", ["tester"]);
    const [second, third] = [cookieOf(await signIn("gus")), cookieOf(await signIn("gus"))];
    const out = await api.call("POST", "/api/access/sign-out", { body: {}, ...as(cookie) });
    expect(out.headers.get("set-cookie")).toContain("Max-Age=0");
    expect([await callerNow(cookie), (await callerNow(second)).name]).toEqual([null, "gus"]);
    await api.call("POST", "/api/access/sign-out", { body: { isEverywhere: true }, ...as(second) });
    expect([await callerNow(second), await callerNow(third)]).toEqual([null, null]);
  });

  test("with another role, being locked out, a reset password, and by an administrator's hand", async () => {
    const { id } = await enrol("hal", ["tester"]);
    const admin = as(await beAdministrator());
    const address = `/api/access/accounts/${id}`;
    const changes = [
      () => api.call("PATCH", address, { body: { roles: ["approver"] }, ...admin }),
      () => api.call("DELETE", `${address}/sessions`, admin),
      async () => {
        const { body } = await api.call("POST", `${address}/link`, admin);
        return api.call("POST", "/api/access/link/password", { body: { token: tokenOf(body.url), password } });
      },
      () => api.call("PATCH", address, { body: { isDisabled: true }, ...admin }),
    ];
    for (const change of changes) {
      const cookie = cookieOf(await signIn("hal"));
      expect((await callerNow(cookie)).name).toBe("hal");
      expect((await change()).status).toBeLessThan(300);
      expect(await callerNow(cookie)).toBeNull();
    }
    expect((await signIn("hal")).body.code).toBe("sign_in_refused");
  });

  test("when the password is changed, except where it was", async () => {
    const { cookie } = await enrol("ida", ["tester"]);
    const other = cookieOf(await signIn("ida"));
    const put = (current: string) =>
      api.call("PUT", "/api/me/password", { body: { current, password: "another password" }, ...as(cookie) });
    expect((await put("not this one at all")).body.code).toBe("sign_in_refused");
    const changed = await put(password);
    expect([await callerNow(cookie), await callerNow(other)]).toEqual([null, null]);
    expect((await callerNow(cookieOf(changed))).name).toBe("ida");
    expect((await signIn("ida")).status).toBe(401);
  });

  test.each([
    ["nobody used it for an hour", "seen_at", 61],
    ["it was begun twelve hours ago", "started_at", 12 * 60 + 1],
  ])("when %s", async (_, column, minutes) => {
    const { cookie, id } = await enrol(`old-${minutes}`, ["tester"]);
    const at = new Date(Date.now() - minutes * 60_000).toISOString();
    const set = column === "seen_at" ? sql`seen_at = ${at}` : sql`started_at = ${at}`;
    await (await db()).execute(sql`UPDATE access_session SET ${set} WHERE account_id = ${id}`);
    expect(await callerNow(cookie)).toBeNull();
  });

  test("not when its token is replaced; the one before is good for a moment", async () => {
    const { cookie, id } = await enrol("jo", ["tester"]);
    const age = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    await (await db()).execute(sql`UPDATE access_session SET rotated_at = ${age(16)} WHERE account_id = ${id}`);
    const rotated = cookieOf(await api.call("GET", "/api/bots", as(cookie)));
    expect(rotated).toMatch(/^turnscope-session=/);
    expect((await callerNow(cookie)).name).toBe("jo");
    await (await db()).execute(sql`UPDATE access_session SET rotated_at = ${age(2)} WHERE account_id = ${id}`);
    expect(await callerNow(cookie)).toBeNull();
    expect((await callerNow(rotated)).name).toBe("jo");
  });
});

describe("administrators", () => {
  test("cannot take the last administrator away", async () => {
    const admin = as(await beAdministrator());
    const { accounts } = (await api.call("GET", "/api/access/accounts", admin)).body;
    const root = accounts.find(({ login }: { login: string }) => login === "root");
    const address = `/api/access/accounts/${root.id}`;
    for (const sent of [
      ["DELETE", undefined],
      ["PATCH", { roles: ["tester"] }],
      ["PATCH", { isDisabled: true }],
    ] as const) {
      expect((await api.call(sent[0], address, { body: sent[1], ...admin })).body.code).toBe("last_administrator");
    }
  });

  test("see no password, hash, token or key again in any list", async () => {
    const admin = as(await beAdministrator());
    const made = await api.call("POST", "/api/access/keys", { body: { name: "Nightly", role: "tester" }, ...admin });
    const lists = [await api.call("GET", "/api/access/accounts", admin), await api.call("GET", "/api/access/keys", admin)];
    const text = lists.map((one) => one.text).join();
    expect(text).not.toContain(made.body.key);
    expect(text).not.toMatch(/scrypt|hash|token/i);
    expect(lists[1]?.body.keys[0]).toMatchObject({ name: "Nightly", role: "tester", createdBy: "Root", usedOn: null });
    await api.call("GET", "/api/bots", { headers: { authorization: `Bearer ${made.body.key}` } });
    const [used] = (await api.call("GET", "/api/access/keys", admin)).body.keys;
    expect(used.usedOn).toBe(new Date().toISOString().slice(0, 10));
  });

  test("two people cannot sign in with one name, whatever its capitals", async () => {
    await enrol("kit", []);
    const again = await api.call("POST", "/api/access/accounts", {
      body: { login: "KIT", name: "Kit", roles: [] },
      ...as(await beAdministrator()),
    });
    expect([again.status, again.body.code]).toEqual([409, "account_exists"]);
  });
});

test("what somebody writes bears their own name, whatever they say", async () => {
  const { cookie } = await enrol("lou", ["tester"]);
  const { body } = await api.call("POST", "/api/conversations", { body: { botId: "obedient" }, ...as(cookie) });
  await api.call("PATCH", `/api/conversations/${body.conversationId}/state/user`, {
    body: [{ op: "add", path: "/x", value: 1 }],
    headers: { cookie, "if-match": "*", "x-turnscope-by": "Somebody%20else" },
  });
  const state = await api.call("GET", `/api/conversations/${body.conversationId}/state/user`, as(cookie));
  expect(state.body.updatedBy).toEqual({ kind: "tester", name: "lou" });
});

test("what was done about access is on record, with no name and no address", async () => {
  const { id, cookie } = await enrol("mo", ["tester"]);
  await signIn("mo", "wrong password!", from("10.9.9.9"));
  await api.call("POST", "/api/access/sign-out", { body: {}, ...as(cookie) });
  const rows = await (await db()).query<{ action: string; actor: string; place: string | null }>(
    sql`SELECT action, actor, place FROM audit_entry ORDER BY seq DESC LIMIT 5`,
  );
  expect(rows.map(({ action, actor }) => [action, actor === id ? "mo" : actor === "nobody" ? actor : "other"])).toEqual([
    ["access.signed-out", "mo"],
    ["access.sign-in-refused", "nobody"],
    ["access.signed-in", "mo"],
    ["access.account-changed", "mo"],
    ["access.account-added", "other"],
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/10\.9|"mo"/);
});

describe("pages", () => {
  const ask = (path: string, cookie = "") => detourOf(new Request(new URL(path, "http://localhost"), { headers: { cookie } }));

  test.each(["/", "/people", "/people/abc", "/c/some-id", "/bots/x/memory", "/settings", "/api/docs", "/nothing"])(
    "%s sends whoever is not signed in to sign in, and back afterwards; others get it",
    async (path) => {
      const { cookie } = await enrol(`p${path.replaceAll("/", "-")}`, []);
      expect(await ask(path)).toEqual({ location: `/sign-in?next=${encodeURIComponent(path)}`, cookies: [] });
      expect(await ask(path, cookie)).toBeNull();
    },
  );

  test("what Next adds to ask for a page's data is left out of the way back", async () => {
    expect((await ask("/people?sort=name&_rsc=abc"))?.location).toBe(`/sign-in?next=${encodeURIComponent("/people?sort=name")}`);
  });

  test.each(["/sign-in", "/sign-in/some-link-of-a-bot", "/welcome", "/_next/static/x.js", "/favicon.svg"])(
    "%s is there for everybody",
    async (path) => {
      expect(await ask(path)).toBeNull();
    },
  );
});
