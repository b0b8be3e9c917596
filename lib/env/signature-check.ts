import { createHash, createPublicKey, verify } from "node:crypto";
import type { SignatureCheck } from "@/lib/model";

/** Node's way of checking a signature; the browser's is in components/privacy/audit. */
export const signatureCheck: SignatureCheck = {
  sha256: async (bytes) => createHash("sha256").update(bytes).digest(),
  verifyEd25519: async ({ publicKey, signature, bytes }) => {
    const jwk = { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey).toString("base64url") };
    return verify(null, bytes, createPublicKey({ key: jwk, format: "jwk" }), signature);
  },
};
