// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { isKeyTaken, type KeyPress, keyCaps, nameKeyPress } from "./key-press";

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test("Ctrl and Command count as the same key", () => {
  expect(nameKeyPress(press("k", { ctrlKey: true }))).toBe("mod+k");
  expect(nameKeyPress(press("K", { metaKey: true }))).toBe("mod+k");
});

test("keys with Alt and keys without a character are left alone", () => {
  expect(nameKeyPress(press("n", { altKey: true }))).toBeNull();
  expect(nameKeyPress(press("Tab"))).toBeNull();
});

test.each([
  ["a text field", "<input>", true],
  ["a text with several lines", "<textarea></textarea>", true],
  ["an editor", `<div contenteditable="true"><b></b></div>`, true],
  ["a button in a dialog", `<div role="dialog"><button></button></div>`, true],
  ["a button of the page", "<main><button></button></main>", false],
])("a plain key in %s is taken: %s → %s", (_, html, isTaken) => {
  document.body.innerHTML = html;
  const deepest = [...document.body.querySelectorAll("*")].at(-1) ?? null;
  expect(isKeyTaken(deepest)).toBe(isTaken);
});

test("keys are shown as printed on the keyboard", () => {
  expect([keyCaps("mod+k"), keyCaps("?"), keyCaps("j")]).toEqual([["Ctrl", "K"], ["?"], ["j"]]);
});
