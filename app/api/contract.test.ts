import { describe, expect, test } from "vitest";
import { handlers } from "./_handlers";
import { openApiDocument } from "./_lib/openapi-document";
import { expectDocumented } from "./_lib/testing/contract";
import { testApi } from "./_lib/testing/test-api";
import { operations } from "./_operations";

const api = testApi();
const document = openApiDocument();

/** Serves the document and is not in it. */
const undocumented = "/api/openapi.json";

test("every operation that is served is in the document, and the reverse", () => {
  const served = handlers.map(({ method, path }) => `${method} ${path}`).filter((name) => name !== `GET ${undocumented}`);
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(served.sort());
});

test.each(Object.keys(document.paths))("%s answers the documented methods and no others", async (pattern) => {
  const documented = Object.keys(document.paths[pattern] ?? {}).map((method) => method.toUpperCase());
  const { status, headers } = await api.call("OPTIONS", pattern.replaceAll(/\{\w+\}/g, "user"));
  const allowed = (headers.get("allow") ?? "").split(", ").filter((method) => method !== "OPTIONS" && method !== "HEAD");
  expect([status, allowed.sort()]).toEqual([204, documented.sort()]);
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((name) => !documented.includes(name))) {
    const refused = await api.call(method, pattern.replaceAll(/\{\w+\}/g, "user"));
    expect([refused.status, refused.body.code, refused.headers.get("allow")]).toEqual([405, "method_not_allowed", headers.get("allow")]);
  }
});

test("every reference leads somewhere", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
  expect(references.length).toBeGreaterThan(20);
  for (const target of references) {
    expect(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)).toContain(target);
  }
  expect(JSON.stringify(document)).not.toContain("$defs");
});

test("path parameters are those of the path, and operation ids are used once", () => {
  for (const { path, params } of operations) {
    expect(Object.keys(params.shape)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  }
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
});

test.each(operations.filter((operation) => operation.body).map((operation) => [operation.id, operation] as const))(
  "the example of %s is accepted by its own schema",
  (_, { body }) => {
    expect(body?.schema.safeParse(body.example).error?.issues ?? []).toEqual([]);
  },
);

test("the document is served", async () => {
  const { status, body, headers } = await api.call("GET", "/api/openapi.json");
  expect([status, headers.get("content-type")]).toEqual([200, "application/json"]);
  expect(body).toEqual(JSON.parse(JSON.stringify(document)));
});

describe("the check of answers against the document", () => {
  const privacy = { deletionOpensCase: false, offersSelfService: false };
  const setting = { overwritePolicy: "sdk", overlapTurns: false, greeting: "emulator", isProduction: false, ...privacy };
  const bots = [{ id: "a", name: "A", description: "", host: "agents-sdk", status: "ready", remote: null, ...setting }];

  test.each<[string, number, string, unknown]>([
    ["a member of the wrong type", 200, "application/json", [{ ...bots[0], name: 7 }]],
    ["a member that is missing", 200, "application/json", [{ ...bots[0], host: undefined }]],
    ["a status nobody announced", 418, "application/problem+json", {}],
    ["another content type", 200, "text/html", bots],
  ])("finds %s", (_, status, contentType, body) => {
    expect(() => expectDocumented("/api/bots", "GET", { status, contentType, body })).toThrow();
    expect(() => expectDocumented("/api/bots", "GET", { status: 200, contentType: "application/json", body: bots })).not.toThrow();
  });

  test("follows references and lets null be null only where it may", () => {
    const state = { data: null, eTag: null, bytes: 0, updatedAt: null, updatedBy: null };
    const check = (body: unknown) => () =>
      expectDocumented("/api/conversations/{conversationId}/state/{scope}", "GET", { status: 200, contentType: "application/json", body });
    expect(check(state)).not.toThrow();
    expect(check({ ...state, bytes: null })).toThrow();
    expect(check({ ...state, updatedBy: { kind: "nobody" } })).toThrow();
  });
});

test.each(["/api/nothing", "/api/bots/x/y", "/api/conversations/a/b/c/d", "/api/%00", "/api/live", "/api"])(
  "%s is an unknown address",
  async (address) => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const { status, body } = await api.call(method, address);
      expect([status, body.code]).toEqual([404, "not_found"]);
    }
  },
);

test("health and bots answer", async () => {
  expect((await api.call("GET", "/api/health")).body).toMatchObject({ status: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  const { body } = await api.call("GET", "/api/bots");
  expect(body).toContainEqual({
    id: "broken",
    name: "Broken",
    description: "Does not start.",
    host: "botframework-v4",
    status: "failed",
    error: expect.any(String),
    overwritePolicy: "sdk",
    overlapTurns: false,
    greeting: "emulator",
    isProduction: false,
    deletionOpensCase: false,
    offersSelfService: false,
    remote: null,
  });
  expect(body).toContainEqual(expect.objectContaining({ id: "state-management", status: "ready" }));
});

test("no answer may be kept by a cache", async () => {
  for (const address of ["/api/bots", "/api/conversations/nobody", "/api/nothing"]) {
    expect((await api.call("GET", address)).headers.get("cache-control")).toBe("no-store");
  }
});
