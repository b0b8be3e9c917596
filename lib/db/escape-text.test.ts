import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText, encodeText } from "./escape-text";

const hostileText = fc.oneof(
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
  fc.string({ unit: fc.constantFrom("\0", "\u001a", "\ud83d", "\ude00", "0", "d", "😀", "/", "a") }),
);

test("any string comes back as it was", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(decodeText(encodeText(text))).toBe(text);
    }),
  );
});

test("what is stored is well-formed text without NUL", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const stored = encodeText(text);
      expect(stored).not.toContain("\0");
      expect(Buffer.from(stored, "utf8").toString("utf8")).toBe(stored);
    }),
  );
});

test("different strings are stored differently", () => {
  fc.assert(
    fc.property(hostileText, hostileText, (one, other) => {
      expect(encodeText(one) === encodeText(other)).toBe(one === other);
    }),
  );
});

test("ordinary ids are stored as they are", () => {
  expect(encodeText("directline/conversations/né-😀%2F/users/\\u0000")).toBe("directline/conversations/né-😀%2F/users/\\u0000");
});
