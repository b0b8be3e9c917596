import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ProtocolExchange } from "@/lib/model";
import { toCurl } from "./to-curl";

function exchange(facts: Partial<ProtocolExchange>, body: string | null = null, headers: Record<string, string> = {}): ProtocolExchange {
  const base = {
    seq: 1,
    botId: null,
    conversationId: "c",
    party: "bot",
    direction: "out",
    status: 200,
    durationMs: 1,
    error: null,
    at: "",
  } as const;
  return { ...base, method: "POST", url: "http://bot/api", response: null, ...facts, request: { headers, body, bytes: 0 } };
}

test("a request is repeated with its headers and body, and what was left out can be filled in", () => {
  const headers = { "content-type": "application/json", authorization: "Bearer (left out)", "content-length": "2", host: "bot" };
  expect(toCurl(exchange({}, "{}", headers), "")).toBe(
    "curl -X POST 'http://bot/api' \\\n  -H 'content-type: application/json' \\\n  -H 'authorization: Bearer <left out>' \\\n  --data-raw '{}'",
  );
});

test("what we were asked is asked at our address", () => {
  const asked = exchange({ direction: "in", method: "GET", url: "/service/…/v3/conversations" });
  expect(toCurl(asked, "http://127.0.0.1:3000")).toBe("curl -X GET 'http://127.0.0.1:3000/service/<left out>/v3/conversations'");
});

test("a shell reads back every body as it was", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (text) => {
      fc.pre(text !== "" && !text.includes("\0"));
      const command = toCurl(exchange({}, text), "").replace("curl", `printf '%s\\0'`);
      const args = execFileSync("sh", ["-c", command], { encoding: "utf8" }).split("\0");
      expect(args[4]).toBe(text);
    }),
    { numRuns: 25 },
  );
});
