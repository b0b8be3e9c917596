import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { isHarnessError } from "@/lib/model";
import { type DirectLineClaims, issueToken, readToken } from "./tokens";

beforeAll(() => {
  process.env.TURNSCOPE_SECRET_KEY = "a key that only this test knows, 32+";
});

const nowMs = Date.UTC(2026, 0, 1);
const text = fc.string({ unit: "grapheme", minLength: 1 });
const claims: fc.Arbitrary<DirectLineClaims> = fc.record({
  botId: text,
  conversationId: text,
  user: fc.option(fc.record({ id: text, name: text })),
  trustedOrigins: fc.option(fc.array(fc.webUrl())),
});
const said: DirectLineClaims = { botId: "b", conversationId: "c", user: { id: "dl_ann", name: "Ann" }, trustedOrigins: null };

async function refusal(token: string, at = nowMs, use: "access" | "stream" = "access"): Promise<string> {
  const error: unknown = await readToken(token, use, at).then(
    () => "accepted",
    (thrown: unknown) => thrown,
  );
  return isHarnessError(error) ? error.code : String(error);
}

test("a token says what it was issued for", async () => {
  await fc.assert(
    fc.asyncProperty(claims, fc.constantFrom("access" as const, "stream" as const), async (claim, use) => {
      expect(await readToken(await issueToken(claim, use, nowMs), use, nowMs)).toEqual(claim);
    }),
  );
});

test("an access token serves 30 minutes to the second, one for a stream 60 seconds", async () => {
  for (const [use, seconds] of [
    ["access", 1800],
    ["stream", 60],
  ] as const) {
    const token = await issueToken(said, use, nowMs);
    expect(await readToken(token, use, nowMs + seconds * 1000 - 1)).toEqual(said);
    expect(await refusal(token, nowMs + seconds * 1000, use)).toBe("token_expired");
  }
});

test("a token serves one use only: one from an address that was logged reads nothing", async () => {
  expect(await refusal(await issueToken(said, "stream", nowMs))).toBe("credentials_required");
  expect(await refusal(await issueToken(said, "access", nowMs), nowMs, "stream")).toBe("credentials_required");
});

test("a token of which anything was changed is refused", async () => {
  const token = await issueToken(said, "access", nowMs);
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(..."Aa0-_."), async (at, other) => {
      // The last character carries bits that base64 does not use.
      fc.pre(token[at] !== other && at < token.length - 1);
      expect(await refusal(token.slice(0, at) + other + token.slice(at + 1))).toBe("credentials_required");
    }),
  );
});

test.each([
  ["no token", "secret"],
  ["nothing", ""],
  ["an unsigned one", `${btoa('{"alg":"none"}')}.${btoa('{"bot":"b","conversation":"c"}')}.`],
])("%s is refused", async (_, token) => {
  expect(await refusal(token.replaceAll("=", ""))).toBe("credentials_required");
});

test("the id of the person is where Web Chat looks for it", async () => {
  const [, payload = ""] = (await issueToken(said, "access", nowMs)).split(".");
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({ user: "dl_ann" });
});
