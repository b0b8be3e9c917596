import { expect, test } from "vitest";
import { hashPassword, isPassword } from "./passwords";

test("a password is kept at the cost that OWASP asks of scrypt, and known again", async () => {
  const kept = await hashPassword("correct horse battery");
  expect(kept).toMatch(/^scrypt\$65536\$8\$2\$/);
  expect(await isPassword("correct horse battery", kept)).toBe(true);
  expect(await isPassword("correct horse batterx", kept)).toBe(false);
});

test("one that was kept at another cost is still known", async () => {
  const kept = "scrypt$16$8$1$c29tZSBzYWx0$vUcI0uYjRosFcj7uBNMGNFuvvbP_MfVjd7jMCSvFn8U";
  expect(await isPassword("correct horse battery", kept)).toBe(true);
});
