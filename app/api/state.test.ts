import { describe, expect, test } from "vitest";
import { testApi } from "./_lib/testing/test-api";

const api = testApi();

test("an empty state is four scopes without data", async () => {
  const { address } = await api.start();
  const { body } = await api.call("GET", `${address}/state`);
  expect(body.user).toEqual({ data: null, eTag: null, bytes: 0, updatedAt: null, updatedBy: null });
  expect(Object.keys(body)).toEqual(["user", "conversation", "private", "dialog"]);
});

test("a written scope is read back with its eTag, size and writer", async () => {
  const { address } = await api.start();
  const data = { userProfile: { name: "Grace", $type: "kept" }, "": [1, null, true, "é"] };
  const put = await api.call("PUT", `${address}/state/user`, {
    body: { data },
    headers: { "if-match": "*", "x-turnscope-by": "Zo%C3%AB" },
  });
  expect(put.status).toBe(200);
  const got = await api.call("GET", `${address}/state/user`);
  expect(got.body).toEqual(put.body);
  expect(got.body).toMatchObject({ data, bytes: Buffer.byteLength(JSON.stringify(data)), updatedBy: { kind: "tester", name: "Zoë" } });
  expect(got.headers.get("etag")).toBe(`"${got.body.eTag}"`);
});

test("each person has a state of their own", async () => {
  const { address } = await api.start({ user: { id: "ada" } });
  await api.call("PUT", `${address}/state/private?userId=b%2Fob`, { body: { data: { budget: 1 } }, headers: { "if-match": "*" } });
  expect((await api.call("GET", `${address}/state/private`)).body.data).toBeNull();
  expect((await api.call("GET", `${address}/state/private?userId=b%2Fob`)).body.data).toEqual({ budget: 1 });
});

describe("a write says what it read", () => {
  const body = { data: { a: 1 } };

  test.each(["PUT", "PATCH", "DELETE"])("%s without If-Match is refused and nothing is written", async (method) => {
    const { address } = await api.start();
    const sent = method === "PUT" ? { body } : method === "PATCH" ? { body: [{ op: "add", path: "/a", value: 1 }] } : {};
    const { status, body: problem } = await api.call(method, `${address}/state/user`, sent);
    expect([status, problem.code]).toEqual([428, "if_match_required"]);
    expect((await api.call("GET", `${address}/state/user`)).body.data).toBeNull();
  });

  test.each(["PUT", "PATCH", "DELETE"])("a stale %s is answered with the current value and nothing is written", async (method) => {
    const { address } = await api.start();
    const first = await api.call("PUT", `${address}/state/user`, { body: { data: { name: "Ada" } }, headers: { "if-match": "*" } });
    const second = await api.call("PUT", `${address}/state/user`, {
      body: { data: { name: "Grace" } },
      headers: { "if-match": `"${first.body.eTag}"` },
    });
    expect(second.status).toBe(200);
    const headers = { "if-match": first.body.eTag };
    const sent =
      method === "PUT" ? { body, headers } : method === "PATCH" ? { body: [{ op: "remove", path: "/name" }], headers } : { headers };
    const stale = await api.call(method, `${address}/state/user`, sent);
    expect([stale.status, stale.body.code]).toEqual([412, "stale_etag"]);
    expect(stale.body.current).toEqual(second.body);
    expect((await api.call("GET", `${address}/state/user`)).body).toEqual(second.body);
  });

  test("If-None-Match: * writes only where nothing is", async () => {
    const { address } = await api.start();
    const headers = { "if-none-match": "*" };
    expect((await api.call("PUT", `${address}/state/user`, { body, headers })).status).toBe(200);
    const again = await api.call("PUT", `${address}/state/user`, { body: { data: { a: 2 } }, headers });
    expect([again.status, again.body.current.data]).toEqual([412, { a: 1 }]);
  });

  test("an eTag for something that was never stored is stale", async () => {
    const { address } = await api.start();
    const { status, body: problem } = await api.call("PUT", `${address}/state/user`, { body, headers: { "if-match": "never" } });
    expect([status, problem.current.data]).toEqual([412, null]);
  });

  test.each([
    ['"a", "b"', "if-match"],
    ['W/"a"', "if-match"],
    ["something", "if-none-match"],
  ])("the condition %s as %s is refused", async (value, name) => {
    const { address } = await api.start();
    expect((await api.call("PUT", `${address}/state/user`, { body, headers: { [name]: value } })).status).toBe(422);
  });
});

describe("DELETE", () => {
  test("answers what it removed", async () => {
    const { address } = await api.start();
    const data = { name: "Ada" };
    await api.call("PUT", `${address}/state/conversation`, { body: { data }, headers: { "if-match": "*" } });
    const removed = await api.call("DELETE", `${address}/state/conversation`, { headers: { "if-match": "*" } });
    expect(removed.body).toEqual({ removed: { data, bytes: 14 } });
    expect((await api.call("GET", `${address}/state/conversation`)).body).toMatchObject({ data: null, eTag: null });
  });

  test("of nothing removes nothing", async () => {
    const { address } = await api.start();
    for (const scope of ["user", "conversation", "private", "dialog"]) {
      expect((await api.call("DELETE", `${address}/state/${scope}`, { headers: { "if-match": "*" } })).body).toEqual({ removed: null });
    }
  });

  test("of the dialog leaves the rest of its item, and the other way round", async () => {
    const { address } = await api.start();
    await api.call("POST", `${address}/activities`, { body: { text: "begin dialog" } });
    const headers = { "if-match": "*" };
    expect((await api.call("GET", `${address}/state/dialog`)).body).toMatchObject({
      property: "DialogState",
      data: { dialogStack: [{ id: "root" }] },
    });
    expect((await api.call("DELETE", `${address}/state/conversation`, { headers })).body.removed.data).toEqual({ topic: "travel" });
    expect((await api.call("GET", `${address}/state/dialog`)).body.data).toEqual({ dialogStack: [{ id: "root", state: { step: 1 } }] });
    expect((await api.call("DELETE", `${address}/state/dialog`, { headers })).body.removed.data).toHaveProperty("dialogStack");
    expect((await api.call("GET", `${address}/state/dialog`)).body).toMatchObject({ data: null, eTag: null });
  });
});

describe("PATCH", () => {
  const asPatch = { "content-type": "application/json-patch+json", "if-match": "*" };

  test("changes what it names and keeps the rest", async () => {
    const { address } = await api.start({ state: { user: { profile: { name: "Ada", $type: "X" }, list: [1, 3] } } });
    const patch = [
      { op: "test", path: "/profile/name", value: "Ada" },
      { op: "replace", path: "/profile/name", value: "Grace" },
      { op: "add", path: "/list/1", value: 2 },
      { op: "add", path: "/a~1b", value: null },
    ];
    const { status, body } = await api.call("PATCH", `${address}/state/user`, { body: patch, headers: asPatch });
    expect([status, body.data]).toEqual([200, { profile: { name: "Grace", $type: "X" }, list: [1, 2, 3], "a/b": null }]);
  });

  test("makes a scope where none was", async () => {
    const { address } = await api.start();
    const { body } = await api.call("PATCH", `${address}/state/private`, {
      body: [{ op: "add", path: "/budget", value: 500 }],
      headers: asPatch,
    });
    expect(body.data).toEqual({ budget: 500 });
  });

  test("that does not fit is a conflict and changes nothing", async () => {
    const { address } = await api.start({ state: { user: { a: 1 } } });
    const patch = [
      { op: "replace", path: "/a", value: 2 },
      { op: "test", path: "/a", value: 3 },
    ];
    const { status, body } = await api.call("PATCH", `${address}/state/user`, { body: patch, headers: asPatch });
    expect([status, body.code, body.errors[0].path]).toEqual([409, "patch_conflict", "/1"]);
    expect((await api.call("GET", `${address}/state/user`)).body.data).toEqual({ a: 1 });
  });

  test("that is no patch is told where", async () => {
    const { address } = await api.start();
    const { status, body } = await api.call("PATCH", `${address}/state/user`, {
      body: [{ op: "add", path: "x", value: 1 }],
      headers: asPatch,
    });
    expect([status, body.errors[0]]).toEqual([422, { in: "body", path: "/0/path", message: expect.stringContaining("JSON Pointer") }]);
  });

  test("cannot make the scope something else than an object", async () => {
    const { address } = await api.start();
    const { status } = await api.call("PATCH", `${address}/state/user`, {
      body: [{ op: "replace", path: "", value: [1] }],
      headers: asPatch,
    });
    expect(status).toBe(422);
  });

  test("twenty at once with If-Match: * lose nothing", async () => {
    const { address } = await api.start();
    const patches = Array.from({ length: 20 }, (_, n) => ({ body: [{ op: "add", path: `/n${n}`, value: n }], headers: asPatch }));
    const answers = await Promise.all(patches.map((sent) => api.call("PATCH", `${address}/state/user`, sent)));
    expect(answers.map(({ status }) => status)).toEqual(patches.map(() => 200));
    expect(Object.keys((await api.call("GET", `${address}/state/user`)).body.data)).toHaveLength(20);
  });
});

describe("several scopes at once", () => {
  test("are written together", async () => {
    const { address } = await api.start({ state: { user: { a: 1 }, conversation: { b: 1 } } });
    const { user } = (await api.call("GET", `${address}/state`)).body;
    const body = {
      kind: "edit",
      scopes: {
        user: { data: { a: 2 }, eTag: user.eTag },
        conversation: { data: null, eTag: "*" },
        private: { data: { c: 1 }, eTag: null },
      },
    };
    const written = await api.call("PUT", `${address}/state`, { body });
    expect(written.body.removed).toEqual([{ scope: "conversation", data: { b: 1 }, bytes: 7 }]);
    expect(written.body.changes).toContainEqual({ scope: "user", path: "/a", kind: "changed", before: 1, after: 2 });
    expect((await api.call("GET", `${address}/state`)).body).toEqual(written.body.state);
  });

  test("are not written at all when one of them is stale", async () => {
    const { address } = await api.start({ state: { user: { a: 1 } } });
    const before = (await api.call("GET", `${address}/state`)).body;
    const body = { kind: "edit", scopes: { private: { data: { c: 1 }, eTag: null }, user: { data: { a: 2 }, eTag: "old" } } };
    const { status, body: problem } = await api.call("PUT", `${address}/state`, { body });
    expect([status, problem.current]).toEqual([412, { user: before.user }]);
    expect((await api.call("GET", `${address}/state`)).body).toEqual(before);
  });

  test.each([
    {},
    { kind: "edit" },
    { kind: "edit", scopes: {} },
    { kind: "start", scopes: { user: { data: null, eTag: "*" } } },
    { kind: "edit", scopes: { user: { data: {} } } },
    { kind: "edit", scopes: { people: { data: null, eTag: "*" } } },
  ])("%j is refused", async (body) => {
    const { address } = await api.start();
    expect((await api.call("PUT", `${address}/state`, { body })).status).toBe(422);
  });
});

describe("what is stored", () => {
  test("may have properties named like JavaScript's own", async () => {
    const { address } = await api.start();
    const text = '{"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"toString":"x"}}';
    await api.call("PUT", `${address}/state/user`, { text, headers: { "if-match": "*" } });
    expect((await api.call("GET", `${address}/state/user`)).text).toContain(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{}},"toString":"x"}',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("may hold NUL, half surrogates and any other text", async () => {
    const { address } = await api.start();
    const data = { "a\u0000b": "\ud800", "\udfff": "\u0000", "😀": "\u2028" };
    const { body } = await api.call("PUT", `${address}/state/user`, { body: { data }, headers: { "if-match": "*" } });
    expect(body.data).toEqual(data);
    expect((await api.call("GET", `${address}/state/user`)).body.data).toEqual(data);
  });

  test("may have 5 MiB and no more", async () => {
    const { address } = await api.start();
    const empty = JSON.stringify({ a: "" }).length;
    const put = (length: number) =>
      api.call("PUT", `${address}/state/user`, { body: { data: { a: "x".repeat(length) } }, headers: { "if-match": "*" } });
    expect((await put(5 * 1024 * 1024 - empty)).status).toBe(200);
    const { status, body } = await put(5 * 1024 * 1024 - empty + 1);
    expect([status, body.code]).toEqual([413, "item_too_large"]);
    expect((await put(12 * 1024 * 1024)).body.code).toBe("body_too_large");
  });
});

describe("a wrong request is told what is wrong", () => {
  const headers = { "if-match": "*" };

  test.each<[string, number, string, string]>([
    ["{", 400, "malformed_json", ""],
    ["", 400, "malformed_json", ""],
    ["null", 422, "invalid_request", ""],
    ["[]", 422, "invalid_request", ""],
    ["{}", 422, "invalid_request", "/data"],
    ['{"data":null}', 422, "invalid_request", "/data"],
    ['{"data":[]}', 422, "invalid_request", "/data"],
    ['{"data":"x"}', 422, "invalid_request", "/data"],
    ['{"data":{},"extra":1}', 422, "invalid_request", "/extra"],
    [`{"data":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`, 422, "invalid_request", ""],
  ])("PUT %.30s is %i %s", async (text, status, code, path) => {
    const { address } = await api.start();
    const answer = await api.call("PUT", `${address}/state/user`, { text, headers });
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.path ?? ""]).toEqual([status, code, path]);
    expect((await api.call("GET", `${address}/state/user`)).body.data).toBeNull();
  });

  test("a form is not JSON", async () => {
    const { address } = await api.start();
    const sent = { text: '{"data":{}}', headers: { ...headers, "content-type": "text/plain" } };
    expect((await api.call("PUT", `${address}/state/user`, sent)).status).toBe(415);
  });

  test.each(["people", "User", "__proto__", "user%2F", "%00"])("the scope %s does not exist", async (scope) => {
    const { address } = await api.start();
    const { status, body } = await api.call("GET", `${address}/state/${scope}`);
    expect([status, body.code]).toEqual([404, "scope_not_found"]);
  });

  test.each(["userId=", "userId=a&userId=b", "userId=%ff", `userId=${"x".repeat(451)}`])("the query %.20s is refused", async (query) => {
    const { address } = await api.start();
    expect((await api.call("GET", `${address}/state?${query}`)).status).toBe(422);
  });

  test("dialog state that is no dialog stack is refused", async () => {
    const { address } = await api.start();
    expect((await api.call("PUT", `${address}/state/dialog`, { body: { data: { a: 1 } }, headers })).status).toBe(422);
  });

  test("a writer's name that does not decode is refused", async () => {
    const { address } = await api.start();
    const sent = { body: { data: {} }, headers: { ...headers, "x-turnscope-by": "%ff" } };
    expect((await api.call("PUT", `${address}/state/user`, sent)).status).toBe(422);
  });

  test.each(["GET", "DELETE"])("%s of an unknown conversation is 404", async (method) => {
    const { status, body } = await api.call(method, "/api/conversations/nobody/state/user", { headers });
    expect([status, body.code]).toEqual([404, "conversation_not_found"]);
  });
});
