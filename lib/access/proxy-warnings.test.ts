import type { IncomingMessage } from "node:http";
import { beforeEach, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { stampAddress } from "./client-address";
import { forgetForwarded, listAccessWarnings } from "./proxy-warnings";

const arrive = (headers: Record<string, string>) =>
  stampAddress({ headers, socket: { remoteAddress: "10.0.0.1" } } as unknown as IncomingMessage);

beforeEach(() => forgetForwarded());

test("that requests come by a proxy of which no setting tells is said once in the log, and to administrators from then on", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  arrive({});
  expect([listAccessWarnings(), warn.mock.calls]).toEqual([[], []]);
  arrive({ "x-forwarded-for": "203.0.113.7" });
  arrive({ "x-forwarded-for": "203.0.113.8" });
  expect(listAccessWarnings()).toEqual([expect.stringContaining("TURNSCOPE_TRUST_PROXY is not set")]);
  expect(warn.mock.calls).toEqual([[expect.stringContaining("X-Forwarded-For")]]);
  expect(JSON.stringify(warn.mock.calls)).not.toContain("203.0.113");
  for (const trustsProxy of [true, false]) expect(listAccessWarnings({ ...env(), trustsProxy })).toEqual([]);
});
