import fc from "fast-check";
import { expect, test } from "vitest";
import { isCardNumber, isDni, isIban, isNir } from "./check-digits";

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

/** A German IBAN whose check digits are computed here, and not with what is tested. */
const germanIban = digits(18).map((bban) => {
  const check = 98n - (BigInt(`${bban.join("")}131400`) % 97n);
  return `DE${String(check).padStart(2, "0")}${bban.join("")}`;
});

const visa = digits(14).map((middle) => {
  const body = [4, ...middle];
  const sum = body.reduce((total, digit, index) => total + (index % 2 === 0 ? ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0) : digit), 0);
  return [...body, (10 - (sum % 10)) % 10].join("");
});

test("an IBAN with computed check digits passes, with and without spaces", () => {
  fc.assert(
    fc.property(germanIban, (iban) => {
      expect(isIban(iban)).toBe(true);
      expect(isIban(iban.replace(/(.{4})(?=.)/g, "$1 "))).toBe(true);
    }),
  );
});

test("an IBAN with one digit changed is refused", () => {
  fc.assert(
    fc.property(germanIban, fc.integer({ min: 2, max: 21 }), fc.integer({ min: 1, max: 9 }), (iban, at, by) => {
      expect(isIban(withDigit(iban, at, by))).toBe(false);
    }),
  );
});

test("an IBAN of another length than its country's is refused, and so is a country without IBANs", () => {
  fc.assert(fc.property(germanIban, (iban) => !isIban(iban.slice(0, -1))));
  expect(isIban("US64370400440532013000")).toBe(false);
});

test("a card number with a computed check digit passes, with and without spaces", () => {
  fc.assert(
    fc.property(visa, (number) => {
      expect(isCardNumber(number)).toBe(true);
      expect(isCardNumber(number.replace(/(.{4})(?=.)/g, "$1-"))).toBe(true);
    }),
  );
});

test("a card number with one digit changed is refused", () => {
  fc.assert(
    fc.property(visa, fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      expect(isCardNumber(withDigit(number, at, by))).toBe(false);
    }),
  );
});

test("a number that no scheme gives out is no card, even when its check digit is right", () => {
  expect(isCardNumber("0000000000000000")).toBe(false);
  expect(isCardNumber("49927398716")).toBe(false);
});

test("identity numbers of Spain and France are told by their check characters", () => {
  expect(isDni("12345678Z")).toBe(true);
  expect(isDni("12345678A")).toBe(false);
  expect(isDni("X1234567L")).toBe(true);
  expect(isNir("2 55 08 14 168 025 38")).toBe(true);
  expect(isNir("2 55 08 14 168 025 39")).toBe(false);
});

function withDigit(text: string, at: number, by: number): string {
  return text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1);
}
