import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactBody, redactHeaders, redactUrl } from "./redact";

const canary = "canary-Zq7x";
/** Secrets may hold anything that JSON can carry, quotes and backslashes too. */
const secret = fc.tuple(fc.string(), fc.string()).map(([before, after]) => `${before}${canary}${after}`);
const name = fc.constantFrom("token", "access_token", "refresh_token", "appPassword", "password", "client_secret", "secret", "storageKey");
const harmless = fc.dictionary(
  fc.constantFrom("text", "value", "from", "tokenCount"),
  fc.string().filter((text) => !text.includes(canary)),
);

describe("no secret survives", () => {
  test("under its name in a body, at any depth, in lists, and in JSON inside of a text", () => {
    const around = fc.constantFrom(
      (inner: object) => inner,
      (inner: object) => ({ a: [{ b: inner }] }),
      (inner: object) => ({ text: JSON.stringify(inner) }),
      (inner: object) => ({ a: JSON.stringify({ b: JSON.stringify(inner) }) }),
    );
    fc.assert(
      fc.property(name, secret, harmless, around, (key, value, others, wrap) => {
        expect(redactBody(JSON.stringify(wrap({ ...others, [key]: value })))).not.toContain(canary);
      }),
    );
  });

  test("in a body that was cut off, or is a form", () => {
    fc.assert(
      fc.property(name, secret, (key, value) => {
        const whole = JSON.stringify({ text: "x", [key]: value, more: "y" });
        for (let end = whole.indexOf(canary) + canary.length; end < whole.length; end++)
          expect(redactBody(whole.slice(0, end))).not.toContain(canary);
        expect(redactBody(new URLSearchParams({ grant_type: "client_credentials", [key]: `x${canary}` }).toString())).not.toContain(canary);
      }),
    );
  });

  test.each(["Authorization", "Ocp-Apim-Subscription-Key", "Cookie", "set-cookie", "x-api-key", "x-functions-key", "X-Auth-Token"])(
    "in the header %s",
    (header) => {
      expect(JSON.stringify(redactHeaders([[header, `Bearer ${canary}`]]))).not.toContain(canary);
      expect(JSON.stringify(redactHeaders([[header, canary]]))).not.toContain(canary);
    },
  );

  test("in addresses, wherever they stand", () => {
    const service = `http://127.0.0.1:3000/service/bot.${canary}/v3/conversations/c`;
    const stream = `ws://127.0.0.1/v3/directline/conversations/c/stream?watermark=1&t=${canary}`;
    for (const address of [service, stream, `/x?token=${canary}#y`]) {
      expect(redactUrl(address)).not.toContain(canary);
      expect(redactBody(JSON.stringify({ serviceUrl: address, text: `see ${address}` }))).not.toContain(canary);
    }
    expect(redactUrl(service)).toBe("http://127.0.0.1:3000/service/…/v3/conversations/c");
  });

  test("when it is a signed token or credentials in the middle of words", () => {
    expect(redactBody(`"my header is Bearer ${canary}, ok"`)).not.toContain(canary);
    expect(redactBody(`a eyJhbGciOi.${canary}.sig b`)).not.toContain(canary);
  });
});

test("what holds no secret stays as it was sent, to the last space", () => {
  fc.assert(
    fc.property(harmless, (body) => {
      const text = JSON.stringify(body, null, 2);
      fc.pre(!/Bearer|Basic|eyJ|[?&]|service/i.test(text));
      expect(redactBody(text)).toBe(text);
    }),
  );
  expect(
    redactHeaders([
      ["Content-Type", "application/json"],
      ["x-ms-bot-agent", "DirectLine/3.0"],
    ]),
  ).toEqual({
    "content-type": "application/json",
    "x-ms-bot-agent": "DirectLine/3.0",
  });
});
