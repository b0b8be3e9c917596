import * as z from "zod";
import { canonicalJson } from "../canonical-json";
import type { JsonObject, JsonValue } from "../json";

/** Base64url of the bytes that Ed25519 wants; the key's id is the first 16 characters of its SHA-256, in base64url. */
const ed25519Signature = z.object({
  signature: z.string().regex(/^[\w-]{86}$/),
  publicKey: z.string().regex(/^[\w-]{43}$/),
  keyId: z.string().regex(/^[\w-]{16}$/),
});
export type Ed25519Signature = z.infer<typeof ed25519Signature>;

/** A receipt as it is kept and handed out: whatever it says, and the signature over its canonical JSON. */
export const signedReceipt = z.object({ receipt: z.record(z.string(), z.json()), signature: ed25519Signature });
/** The same without anything beside it, which nobody would have signed. */
const onlySigned = z.strictObject({ receipt: z.record(z.string(), z.json()), signature: z.strictObject(ed25519Signature.shape) });
export type SignedReceipt = { receipt: JsonObject; signature: Ed25519Signature };

/** The text that is signed: independent of how a file was indented or in which order its names stand. */
export function receiptText(receipt: JsonObject): string {
  return canonicalJson(receipt);
}

/** What a browser and Node do each in their own way. */
export type SignatureCheck = {
  sha256(bytes: Uint8Array): Promise<Uint8Array>;
  verifyEd25519(parts: { publicKey: Uint8Array; signature: Uint8Array; bytes: Uint8Array }): Promise<boolean>;
};

/** Genuine says that nothing was changed since it was signed with this key. Whose key it is only its id tells, when it is compared. */
export type ReceiptFinding =
  | { isGenuine: true; receipt: JsonObject; signature: Ed25519Signature; keyId: string }
  | { isGenuine: false; because: "no-json" | "no-receipt" | "twice" | "more" | "other-key" | "changed" };

/** Checks a receipt with nothing but its file. */
export async function verifyReceipt(text: string, check: SignatureCheck): Promise<ReceiptFinding> {
  // Editors of Windows put a mark of the encoding before it.
  const plain = text.replace(/^\ufeff/, "");
  const json = parseJson(plain);
  if (json === undefined) return { isGenuine: false, because: "no-json" };
  const parsed = signedReceipt.safeParse(json);
  if (!parsed.success) return { isGenuine: false, because: "no-receipt" };
  if (countColons(plain) !== countMembers(json)) return { isGenuine: false, because: "twice" };
  if (!onlySigned.safeParse(json).success) return { isGenuine: false, because: "more" };
  // As it was read: what the schema answers has lost a member named "__proto__".
  const { receipt, signature } = json as SignedReceipt;
  if ((await keyIdOf(signature.publicKey, check)) !== signature.keyId) return { isGenuine: false, because: "other-key" };
  if (!(await isSigned(receiptText(receipt), signature, check))) return { isGenuine: false, because: "changed" };
  return { isGenuine: true, receipt, signature, keyId: signature.keyId };
}

/** What was found, as a sentence. */
export function receiptWords(finding: ReceiptFinding): string {
  if (finding.isGenuine)
    return `This receipt is genuine: nothing was changed since it was signed with key ${finding.keyId}. Compare that with the key of the installation it is said to come from.`;
  return brokenWords[finding.because];
}

const brokenWords = {
  "no-json": "This file is no receipt: it is not JSON.",
  "no-receipt": "This file is no receipt: it has no receipt and signature in it.",
  twice: "This receipt cannot be trusted: something in it is named twice, so that one reads another value than the one that was signed.",
  more: "This receipt cannot be trusted: beside what was signed there is more in the file, which nobody signed.",
  "other-key": "This receipt is not genuine: the id of its key is not that of the key beside it.",
  changed: "This receipt is not genuine: it was changed after it was signed.",
} as const;

/** Whether a text was signed with the key that stands beside the signature. */
export function isSigned(text: string, { signature, publicKey }: Ed25519Signature, check: SignatureCheck): Promise<boolean> {
  return check.verifyEd25519({
    publicKey: fromBase64url(publicKey),
    signature: fromBase64url(signature),
    bytes: new TextEncoder().encode(text),
  });
}

async function keyIdOf(publicKey: string, { sha256 }: SignatureCheck): Promise<string> {
  return toBase64url(await sha256(fromBase64url(publicKey))).slice(0, 16);
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** How many members a text of JSON writes: each has one colon outside of strings. */
function countColons(text: string): number {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, "").split(":").length - 1;
}

/** How many are left of them when it is read: of two with one name the last. */
function countMembers(json: JsonValue): number {
  if (json === null || typeof json !== "object") return 0;
  const children = Object.values(json);
  const own = Array.isArray(json) ? 0 : children.length;
  return children.reduce<number>((count, child) => count + countMembers(child), own);
}

function fromBase64url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
