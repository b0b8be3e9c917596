import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { processSingleton } from "./process-singleton";
import { secretKeyFor } from "./secret-key";

/** DER of an Ed25519 private key before its 32 bytes (RFC 8410, §7). */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

export type Signature = {
  /** Base64url, Ed25519 over the bytes of the text. */
  signature: string;
  /** Base64url of the public key's 32 bytes, which is all that is needed to check it. */
  publicKey: string;
  /** The first 16 characters of the public key's SHA-256: how people compare keys. */
  keyId: string;
};

/** Signs as this installation: with a key that is derived from its secret key, so that it is kept and backed up with that one. */
export function signText(text: string): Signature {
  const { privateKey, publicKey } = signingKey();
  return { signature: sign(null, Buffer.from(text, "utf8"), privateKey).toString("base64url"), publicKey, keyId: keyIdOf(publicKey) };
}

/** The public key of this installation and its short name. */
export function publicSigningKey(): Omit<Signature, "signature"> {
  const { publicKey } = signingKey();
  return { publicKey, keyId: keyIdOf(publicKey) };
}

function keyIdOf(publicKey: string): string {
  return createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("base64url").slice(0, 16);
}

function signingKey(): { privateKey: KeyObject; publicKey: string } {
  return processSingleton("signing-key", () => {
    const der = Buffer.concat([pkcs8Prefix, secretKeyFor("signing key")]);
    const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    const publicKey = String(createPublicKey(privateKey).export({ format: "jwk" }).x);
    return { privateKey, publicKey };
  });
}
