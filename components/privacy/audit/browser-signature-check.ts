import type { SignatureCheck } from "@/lib/model";

/** The browser's way of checking a signature. Throws where it cannot: on pages without a secure connection, and in older browsers. */
export const browserSignatureCheck: SignatureCheck = {
  sha256: async (bytes) => new Uint8Array(await subtle().digest("SHA-256", toBuffer(bytes))),
  verifyEd25519: async ({ publicKey, signature, bytes }) => {
    const key = await subtle().importKey("raw", toBuffer(publicKey), "Ed25519", false, ["verify"]);
    return subtle().verify("Ed25519", key, toBuffer(signature), toBuffer(bytes));
  },
};

function subtle(): SubtleCrypto {
  if (typeof crypto === "undefined" || crypto.subtle === undefined)
    throw new Error("This page has no access to the browser's cryptography.");
  return crypto.subtle;
}

function toBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
