import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { HarnessError } from "@/lib/model";
import { env } from "./env";
import { processSingleton } from "./process-singleton";
import { narrowMode } from "./secret-file";

const fileName = "secret.key";

/**
 * 32 bytes for one purpose, derived (HKDF-SHA-256) from the key of this installation: TURNSCOPE_SECRET_KEY, or else a file in the data
 * folder that is made at first use and readable by its owner only.
 */
export function secretKeyFor(purpose: string): Buffer {
  const keys = processSingleton("secret-keys", () => new Map<string, Buffer>());
  const known = keys.get(purpose);
  if (known) return known;
  const derived = Buffer.from(hkdfSync("sha256", installationKey(), Buffer.alloc(0), `turnscope ${purpose}`, 32));
  keys.set(purpose, derived);
  return derived;
}

function installationKey(): Buffer {
  return processSingleton("installation-key", () => {
    const { secretKey, dataFolder } = env();
    return secretKey === null ? readOrMakeKey(dataFolder) : Buffer.from(secretKey, "utf8");
  });
}

function readOrMakeKey(folder: string): Buffer {
  const file = path.join(folder, fileName);
  mkdirSync(folder, { recursive: true });
  try {
    // Made only when there is none: another process may be doing the same.
    writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw keyFileError(cause);
  }
  if (narrowMode(file)) console.warn(`${fileName} in the data folder could be read by others; it is its owner's alone again.`);
  const key = readFileSync(file, "utf8").trim();
  if (key.length < 32) throw keyFileError(undefined);
  return Buffer.from(key, "utf8");
}

function keyFileError(cause: unknown): HarnessError {
  return new HarnessError(
    "invalid_setting",
    `The key of this installation (${fileName} in the data folder) cannot be used. Restore it from a backup, or set TURNSCOPE_SECRET_KEY.`,
    { cause },
  );
}

/** Encrypts a secret for the database (AES-256-GCM); opens only with the same installation key and purpose. */
export function sealText(text: string, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secretKeyFor(purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Throws `invalid_setting` when the installation key is not the one it was sealed with. */
export function openText(sealed: string, purpose: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", secretKeyFor(purpose), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new HarnessError(
      "invalid_setting",
      "A stored secret cannot be opened with the key of this installation. Give the bot its password again, or set the TURNSCOPE_SECRET_KEY it was saved with.",
      { cause },
    );
  }
}
