import { expect, test } from "vitest";
import { toPointer } from "./use-changed-at";

test.each([
  ["profile/name", "/profile/name"],
  [" /profile/name ", "/profile/name"],
  ["", null],
  ["/", null],
  ["a~2", null],
])("the text %j asks for the place %j", (text, pointer) => {
  expect(toPointer(text)).toBe(pointer);
});
