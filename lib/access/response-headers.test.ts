import { expect, test } from "vitest";
import { HarnessError } from "@/lib/model";
import { contentSecurityPolicy, newNonce } from "./content-security-policy";
import { problemReply } from "./problem-reply";
import { securityHeaders } from "./security-headers";

function directives(policy: string): Record<string, string> {
  return Object.fromEntries(policy.split("; ").map((part) => [part.slice(0, part.indexOf(" ")), part.slice(part.indexOf(" ") + 1)]));
}

test("scripts need the nonce of this very page", () => {
  const policy = directives(contentSecurityPolicy("abc123", { isDev: false }));
  expect(policy["script-src"]).toBe("'self' 'nonce-abc123' 'strict-dynamic'");
  expect(policy["object-src"]).toBe("'none'");
  expect(policy["base-uri"]).toBe("'self'");
  expect(policy["form-action"]).toBe("'self'");
  expect(policy["frame-ancestors"]).toBe("'none'");
  expect(policy["default-src"]).toBe("'self'");
});

test("only development allows eval", () => {
  expect(contentSecurityPolicy("n", { isDev: false })).not.toContain("unsafe-eval");
  expect(directives(contentSecurityPolicy("n", { isDev: true }))["script-src"]).toContain("'unsafe-eval'");
});

test("nonces fit in a policy and do not repeat", () => {
  const nonces = Array.from({ length: 1000 }, newNonce);
  expect(new Set(nonces).size).toBe(1000);
  for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
});

test.each(["/api", "/api/bots", "/api?x=1"])("%s is never kept by a cache", (url) => {
  expect(securityHeaders(url)["Cache-Control"]).toBe("no-store");
});

test.each(["/", "/apiary", "/_next/static/x.js", "/c/api/bots"])("%s may be cached as Next says", (url) => {
  expect(securityHeaders(url)).not.toHaveProperty("Cache-Control");
  expect(securityHeaders(url)["X-Content-Type-Options"]).toBe("nosniff");
});

test("a refusal is a problem document", () => {
  const reply = problemReply(new HarnessError("forbidden_host", "Use the other address.", { details: { extra: 1 } }));
  expect(reply.status).toBe(403);
  expect(reply.headers["Content-Type"]).toBe("application/problem+json");
  expect(JSON.parse(reply.body)).toMatchObject({ status: 403, code: "forbidden_host", detail: "Use the other address.", extra: 1 });
});

test("a refused method names those that work", () => {
  const reply = problemReply(new HarnessError("method_not_allowed", "No.", { details: { allow: ["GET", "PUT"] } }));
  expect(reply.status).toBe(405);
  expect(reply.headers.Allow).toBe("GET, PUT");
});

test("an unexpected error keeps its text to itself", () => {
  const reply = problemReply(new Error("column name = 'Ada Lovelace'"));
  expect(reply.status).toBe(500);
  expect(reply.body).not.toContain("Ada");
});
