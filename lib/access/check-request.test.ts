import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRequest } from "./check-request";

const listening = { host: "127.0.0.1", port: 3000 };
const ask = (request: { method?: string; url?: string; headers?: Record<string, string | string[]> }, where = listening) =>
  checkRequest({ method: "GET", url: "/", ...request, headers: { host: "127.0.0.1:3000", ...request.headers } }, where)?.code ?? null;

describe("the Host header", () => {
  test.each(["127.0.0.1:3000", "localhost:3000", "[::1]:3000", "LOCALHOST:3000", "LocalHost:3000"])("%s is ours", (host) => {
    expect(ask({ headers: { host } })).toBeNull();
  });

  test.each([
    ["a rebound name", "evil.example:3000"],
    ["a rebound name without a port", "evil.example"],
    ["a name that starts like ours", "localhost.evil.example:3000"],
    ["a name that ends like ours", "evil-localhost:3000"],
    ["a trailing dot", "localhost.:3000"],
    ["another port", "127.0.0.1:3001"],
    ["a longer port", "127.0.0.1:30000"],
    ["a port with a zero before it", "127.0.0.1:03000"],
    ["no port when ours is not 80", "127.0.0.1"],
    ["an empty port", "127.0.0.1:"],
    ["another loopback address", "127.0.0.2:3000"],
    ["every address", "0.0.0.0:3000"],
    ["IPv6 without brackets", "::1:3000"],
    ["a long form of IPv6 loopback", "[0:0:0:0:0:0:0:1]:3000"],
    ["IPv4 in IPv6", "[::ffff:127.0.0.1]:3000"],
    ["a short form of IPv4", "127.1:3000"],
    ["IPv4 as one number", "2130706433:3000"],
    ["a user before the host", "127.0.0.1:3000@evil.example"],
    ["white space", " 127.0.0.1:3000"],
    ["a comma list", "127.0.0.1:3000, evil.example"],
    ["a path", "127.0.0.1:3000/"],
    ["nothing", ""],
  ])("%s is refused", (_, host) => {
    expect(ask({ headers: { host } })).toBe("forbidden_host");
  });

  test("a missing or repeated Host is refused", () => {
    expect(checkRequest({ method: "GET", url: "/", headers: {} }, listening)?.code).toBe("forbidden_host");
    expect(ask({ headers: { host: ["127.0.0.1:3000", "127.0.0.1:3000"] } })).toBe("forbidden_host");
  });

  test("the configured HOST is ours too, IPv6 in brackets", () => {
    expect(ask({ headers: { host: "127.0.0.5:3000" } }, { host: "127.0.0.5", port: 3000 })).toBeNull();
    expect(ask({ headers: { host: "[fd00::5]:3000" } }, { host: "FD00::5", port: 3000 })).toBeNull();
    expect(ask({ headers: { host: "fd00::5:3000" } }, { host: "fd00::5", port: 3000 })).toBe("forbidden_host");
  });

  test("port 80 may be left out, as clients do", () => {
    const where = { host: "127.0.0.1", port: 80 };
    expect(ask({ headers: { host: "localhost" } }, where)).toBeNull();
    expect(ask({ headers: { host: "localhost:80" } }, where)).toBeNull();
    expect(ask({ method: "POST", headers: { host: "localhost", origin: "http://localhost" } }, where)).toBeNull();
    expect(ask({ headers: { host: "localhost:8080" } }, where)).toBe("forbidden_host");
  });

  test("a foreign Host is refused for reads, writes and sockets alike, whatever the Origin", () => {
    const host = "evil.example:3000";
    expect(ask({ method: "HEAD", headers: { host } })).toBe("forbidden_host");
    expect(ask({ method: "POST", headers: { host, origin: "http://evil.example:3000" } })).toBe("forbidden_host");
    expect(ask({ headers: { host, upgrade: "websocket", origin: "http://127.0.0.1:3000" } })).toBe("forbidden_host");
  });

  test("no other name passes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), fc.string()), fc.integer({ min: 0, max: 70_000 }), (name, port) => {
        fc.pre(!["127.0.0.1", "localhost", "[::1]"].includes(name.toLowerCase()) || port !== 3000);
        expect(ask({ headers: { host: `${name}:${port}` } })).toBe("forbidden_host");
      }),
    );
  });
});

describe("the Origin header", () => {
  const writes = ["POST", "PUT", "PATCH", "DELETE"];

  test.each(writes)("%s without an Origin is a script and passes", (method) => {
    expect(ask({ method })).toBeNull();
  });

  test.each(["http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000"])("writes from %s pass", (origin) => {
    for (const method of writes) expect(ask({ method, headers: { origin } })).toBeNull();
  });

  test.each([
    ["another site", "https://evil.example"],
    ["another local port", "http://127.0.0.1:8080"],
    ["no port", "http://127.0.0.1"],
    ["another scheme", "https://127.0.0.1:3000"],
    ["a sandboxed frame or a file", "null"],
    ["a name that starts like ours", "http://localhost:3000.evil.example"],
    ["a trailing dot", "http://localhost.:3000"],
    ["a trailing slash", "http://127.0.0.1:3000/"],
    ["an extension", "chrome-extension://abcdef"],
    ["nothing", ""],
  ])("writes from %s are refused", (_, origin) => {
    for (const method of writes) expect(ask({ method, headers: { origin } })).toBe("forbidden_origin");
  });

  test("reads pass from anywhere: another page cannot see the answer, and links must work", () => {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      expect(ask({ method, headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } })).toBeNull();
    }
  });

  test("sockets are checked although they start as a GET", () => {
    expect(ask({ headers: { upgrade: "websocket", origin: "https://evil.example" } })).toBe("forbidden_origin");
    expect(ask({ headers: { upgrade: "WebSocket", origin: "null" } })).toBe("forbidden_origin");
    expect(ask({ headers: { upgrade: "websocket", origin: "http://localhost:3000" } })).toBeNull();
    expect(ask({ headers: { upgrade: "websocket" } })).toBeNull();
  });

  test("a browser that says the write comes from elsewhere is believed", () => {
    for (const site of ["cross-site", "same-site", "something-new"]) {
      expect(ask({ method: "POST", headers: { "sec-fetch-site": site } })).toBe("forbidden_origin");
    }
    for (const site of ["same-origin", "none"]) expect(ask({ method: "POST", headers: { "sec-fetch-site": site } })).toBeNull();
  });

  test("Direct Line is asked from anywhere, with a token instead; its Host is checked all the same", () => {
    const headers = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
    for (const url of ["/v3/directline/conversations", "/v3/directline/conversations/c-1/stream?t=a"]) {
      for (const method of writes) expect(ask({ method, url, headers })).toBeNull();
      expect(ask({ url, headers: { ...headers, upgrade: "websocket" } })).toBeNull();
      expect(ask({ method: "POST", url, headers: { ...headers, host: "evil.example:3000" } })).toBe("forbidden_host");
    }
  });

  test.each([
    "/v3/conversations",
    "/v3/directline",
    "/v3/directlines/conversations",
    "/v3/directline/../conversations",
    "/v3/directline/%2e%2e/conversations",
    "/v3/directline/.%2E\\conversations",
    "/v3/directline/a/../../../api/conversations",
    "//v3/directline/conversations",
    "/x?/v3/directline/",
    "/x#/v3/directline/",
  ])("%s is not Direct Line", (url) => {
    expect(ask({ method: "POST", url, headers: { origin: "https://elsewhere.example" } })).toBe("forbidden_origin");
  });

  test("what is let through from elsewhere resolves to an address of Direct Line", () => {
    const part = fc.oneof(fc.constantFrom("..", "%2e%2e", ".", "\\", "v3", "directline", "api", "", "#", "?"), fc.webSegment());
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const url = `/v3/directline/${parts.join("/")}`;
        const isLet = ask({ method: "POST", url, headers: { origin: "https://elsewhere.example" } }) === null;
        fc.pre(isLet);
        expect(new URL(`http://127.0.0.1:3000${url}`).pathname).toMatch(/^\/v3\/directline\//);
      }),
    );
  });

  test("a repeated Origin is refused", () => {
    expect(ask({ method: "POST", headers: { origin: ["http://127.0.0.1:3000", "https://evil.example"] } })).toBe("forbidden_origin");
  });
});

describe("the request line", () => {
  test.each(["TRACE", "CONNECT", "PROPFIND", "get", ""])("the method %j is refused", (method) => {
    expect(ask({ method })).toBe("method_not_allowed");
  });

  test.each(["/%zz", "/api/conversations/%ED%A0%80", "/%", "http://127.0.0.1:3000/", "*", ""])("the address %j names nothing", (url) => {
    expect(ask({ url })).toBe("not_found");
  });

  test.each(["/", "/api/conversations/a%2Fb", "/%F0%9F%98%80", "/?q=%zz", "/a%00b", "/%252F"])("the address %j is read", (url) => {
    expect(ask({ url })).toBeNull();
  });

  test.each(["/api/conversations?botId=%zz", "/api/x?userId=%ff", "/api?%"])("the query of %j would name somebody else", (url) => {
    expect(ask({ url })).toBe("invalid_request");
  });

  test.each(["/api/x?userId=a%2Fb+c&d=%F0%9F%98%80", "/api/x?", "/api/x?a?b", "/c/x?path=100%"])("the query of %j is read", (url) => {
    expect(ask({ url })).toBeNull();
  });

  test("nothing that is refused is repeated in the answer", () => {
    const error = checkRequest({ method: "GET", url: "/", headers: { host: "secret.example" } }, listening);
    expect(error?.userMessage).toBe("This server answers only to its own address. Use http://127.0.0.1:3000 instead.");
  });
});
