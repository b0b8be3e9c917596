import { createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { publicSigningKey, signText } from "./signing-key";

test("what this installation signs can be checked with its public key alone, and nothing else can", () => {
  const { signature, publicKey } = signText("a head");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  const isSigned = (text: string): boolean => verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
  expect([isSigned("a head"), isSigned("another head")]).toEqual([true, false]);
});

test("the key stays the same and has a short name", () => {
  expect(publicSigningKey()).toEqual({ publicKey: signText("x").publicKey, keyId: expect.stringMatching(/^[\w-]{16}$/) });
});
