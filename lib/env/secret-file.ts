import { chmodSync, readFileSync, statSync } from "node:fs";
import { HarnessError } from "@/lib/model";

/** The text of a file with a secret in it, which only its owner may read. Throws `invalid_setting`. */
export function readSecretFile(file: string, setting: string): string {
  requireOwnersOnly(file, setting);
  const text = readFileSync(file, "utf8").trim();
  if (text === "") throw new HarnessError("invalid_setting", `${setting} names a file that is empty.`);
  return text;
}

function requireOwnersOnly(file: string, setting: string): void {
  let mode: number;
  try {
    mode = statSync(file).mode;
  } catch (cause) {
    throw new HarnessError("invalid_setting", `${setting} names a file that cannot be read.`, { cause });
  }
  if (isWide(mode)) {
    throw new HarnessError("invalid_setting", `${setting} names a file that others may read. Make it yours alone: chmod 600 on it.`);
  }
}

/** Of our own making: a mode that was widened since is narrowed again. True when it had to be. */
export function narrowMode(file: string): boolean {
  if (!isWide(statSync(file).mode)) return false;
  chmodSync(file, 0o600);
  return true;
}

/** Windows has no such modes. */
function isWide(mode: number): boolean {
  return process.platform !== "win32" && (mode & 0o077) !== 0;
}
