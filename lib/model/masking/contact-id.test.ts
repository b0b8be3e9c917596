import { describe, expect, test } from "vitest";
import { isContactId, replaceContactIds } from "./contact-id";

const contacts = [
  ...["+436641234567", "whatsapp:+436641234567", "sms/+1 (425) 555-0100", "tel:0664 1234567", "436641234567"],
  ...["ann@example.com", "mail:ann@example.com", "436641234567@s.whatsapp.net", "Ann <ann@example.com>"],
];
const others = [
  "u-ann",
  "user-1234567",
  "29:1abcDEF",
  "8f14e45f-ceea-467f-a9b1-2c3d4e5f6a7b",
  "123456",
  "12345678901234567890",
  "@ann",
  "ann @ home",
];

test.each(contacts)("%s is an id by which somebody can be reached", (id) => expect(isContactId(id)).toBe(true));
test.each(others)("%s is none", (id) => expect(isContactId(id)).toBe(false));

describe("in storage keys and addresses", () => {
  const replaced = (text: string) => replaceContactIds(text, (id) => `<${id.length}>`);

  test("such ids are replaced wherever they are a part, also percent-encoded, and nothing else is", () => {
    expect(replaced("sms/users/+436641234567/")).toBe("sms/users/<13>/");
    expect(replaced("sms/conversations/c-1/users/ann@example.com/")).toBe("sms/conversations/c-1/users/<15>/");
    expect(replaced("https://bot.example/v3/botstate/sms/users/%2B436641234567?of=ann%40example.com")).toBe(
      "https://bot.example/v3/botstate/sms/users/<13>?of=<15>",
    );
    expect(replaced("emulator/users/u-ann/")).toBe("emulator/users/u-ann/");
  });

  test("one that holds a slash is replaced whole, and what cannot be decoded stays", () => {
    expect(replaced("sms/users/ann/x@example.com/")).toBe("sms/users/<17>/");
    expect(replaced("a/100%/b")).toBe("a/100%/b");
  });
});
