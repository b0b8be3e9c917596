import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { processSingleton } from "@/lib/env";
import { HarnessError } from "@/lib/model";

/** 64 MiB and about a quarter of a second for each try, as OWASP asks of scrypt. */
const costOfNew = () => processSingleton("password-cost", () => ({ N: 2 ** 16, r: 8, p: 2 }));
const keyBytes = 32;
/** More than these wait for nobody: whoever floods the sign-in must not fill the memory. */
const maxWaiting = 20;

/** `scrypt$N$r$p$salt$hash`, so that the cost can be raised and older ones still be read. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const cost = costOfNew();
  const hash = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** Takes as long where there is no hash, so that nobody learns from the time which accounts there are. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, N, r, p, salt = "", hash = ""] = (kept ?? (await someHash())).split("$");
  const derived = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(hash, "base64url")) && kept !== null;
}

function someHash(): Promise<string> {
  return processSingleton("some-password-hash", () => hashPassword(randomBytes(16).toString("hex")));
}

type Queue = { tail: Promise<unknown>; waiting: number };

/** One after the other: several at once would take their memory each. Throws `too_many_requests`. */
function derive(password: string, salt: Buffer, { N, r, p }: Required<Pick<ScryptOptions, "N" | "r" | "p">>): Promise<Buffer> {
  const queue = processSingleton<Queue>("password-queue", () => ({ tail: Promise.resolve(), waiting: 0 }));
  if (queue.waiting >= maxWaiting) throw new HarnessError("too_many_requests", "Too many people sign in just now. Try again in a moment.");
  queue.waiting++;
  const derived = queue.tail.then(() => scryptOnce(password.normalize("NFKC"), salt, { N, r, p, maxmem: 256 * 1024 * 1024 }));
  queue.tail = derived.then(
    () => queue.waiting--,
    () => queue.waiting--,
  );
  return derived;
}

function scryptOnce(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
