import { createHash, generateKeyPairSync, sign, webcrypto } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { signatureCheck } from "@/lib/env";
import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import { receiptText, type SignatureCheck, type SignedReceipt, verifyReceipt } from "./receipt";

/** As a browser does it. */
const webCheck: SignatureCheck = {
  sha256: async (bytes) => new Uint8Array(await webcrypto.subtle.digest("SHA-256", bytes)),
  verifyEd25519: async ({ publicKey, signature, bytes }) => {
    const key = await webcrypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return webcrypto.subtle.verify("Ed25519", key, signature, bytes);
  },
};

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const publicText = String(publicKey.export({ format: "jwk" }).x);

function signed(receipt: JsonObject): SignedReceipt {
  const keyId = createHash("sha256").update(Buffer.from(publicText, "base64url")).digest("base64url").slice(0, 16);
  const signature = sign(null, Buffer.from(receiptText(receipt)), privateKey).toString("base64url");
  return { receipt, signature: { signature, publicKey: publicText, keyId } };
}

const receipt: JsonObject = { case: "DS-2026-0001", done: { facts: 12, activities: 40 }, notErased: ["backups", "what the channel keeps"] };

test.each([
  ["Node", signatureCheck],
  ["the browser", webCheck],
])("in %s a receipt is genuine however its file is laid out", async (_, check) => {
  const { signature } = signed(receipt);
  const reordered = { signature, receipt: Object.fromEntries(Object.entries(receipt).reverse()) };
  for (const text of [JSON.stringify(signed(receipt)), JSON.stringify(reordered, null, 4)]) {
    expect(await verifyReceipt(text, check)).toEqual({ isGenuine: true, receipt, signature, keyId: signature.keyId });
  }
});

test("a receipt that an editor has saved with a mark of its encoding is genuine", async () => {
  expect(await verifyReceipt(`\ufeff${JSON.stringify(signed(receipt), null, 2)}`, signatureCheck)).toMatchObject({ isGenuine: true });
});

test.each([
  ["beside the receipt", (one: SignedReceipt) => ({ ...one, note: "verified by X" })],
  ["in the signature", (one: SignedReceipt) => ({ ...one, signature: { ...one.signature, by: "X" } })],
])("a file that says more %s than was signed is refused", async (_, add) => {
  expect(await verifyReceipt(JSON.stringify(add(signed(receipt))), signatureCheck)).toEqual({ isGenuine: false, because: "more" });
});

test.each([
  ["the case", '"case":', '"case":"DS-9999-1","case":'],
  ["a count", '"facts":', '"facts":0,"facts":'],
  ["the receipt as a whole", '{"receipt":', '{"receipt":{"case":"DS-9999-1"},"receipt":'],
  ["the same, written otherwise", '"case":', '"c\\u0061se":"DS-9999-1","case":'],
])("a file that names %s twice is refused, since people read the first and programs the last", async (_, once, twice) => {
  const text = JSON.stringify(signed(receipt)).replace(once, twice);
  expect(text).toContain(twice);
  expect(await verifyReceipt(text, signatureCheck)).toEqual({ isGenuine: false, because: "twice" });
});

test("colons and quotation marks inside of texts are no members", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), async (content) => {
      const { receipt } = JSON.parse(JSON.stringify({ receipt: { ...content, 'a":"b': 'x":1,"y\\' } }));
      expect(await verifyReceipt(JSON.stringify(signed(receipt)), signatureCheck)).toMatchObject({ isGenuine: true });
    }),
    { examples: [[JSON.parse('{ "__proto__": [], "": null }')]] },
  );
});

test("whatever is changed in a receipt is noticed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
      fc.nat(),
      fc.jsonValue(),
      async (content, place, value) => {
        const genuine = signed(content as JsonObject);
        const before = JSON.stringify(genuine.receipt);
        const changed = { ...genuine, receipt: changedAt(genuine.receipt, place, value as JsonValue) };
        fc.pre(receiptText(changed.receipt) !== receiptText(JSON.parse(before)));
        expect(await verifyReceipt(JSON.stringify(changed), signatureCheck)).toEqual({ isGenuine: false, because: "changed" });
      },
    ),
  );
});

test.each([
  ["no JSON", "Dear Sir or Madam", "no-json"],
  ["JSON of another kind", JSON.stringify({ receipt, signature: "yes" }), "no-receipt"],
  ["a key that is not the one it names", JSON.stringify(withSignature({ keyId: "AAAAAAAAAAAAAAAA" })), "other-key"],
  ["another signature", JSON.stringify(withSignature({ signature: "A".repeat(86) })), "changed"],
])("%s is not taken for a receipt", async (_, text, because) => {
  expect(await verifyReceipt(text, signatureCheck)).toEqual({ isGenuine: false, because });
  expect(await verifyReceipt(text, webCheck)).toEqual({ isGenuine: false, because });
});

function withSignature(part: Partial<SignedReceipt["signature"]>): SignedReceipt {
  const genuine = signed(receipt);
  return { ...genuine, signature: { ...genuine.signature, ...part } };
}

/** Puts a value somewhere: over a member, or as a new one. */
function changedAt(target: JsonObject, place: number, value: JsonValue): JsonObject {
  const names = [...Object.keys(target), "added"];
  const name = names[place % names.length] ?? "added";
  const member = target[name];
  if (isJsonObject(member) && place % 2 === 0) return { ...target, [name]: changedAt(member, Math.floor(place / 2), value) };
  return { ...target, [name]: value };
}
