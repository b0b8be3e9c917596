import { expect, test } from "vitest";
import { toPointers } from "./use-changed-at";

test.each([
  ["profile/name", ["/profile/name"]],
  [" /profile/name ", ["/profile/name"]],
  ["profile", ["/profile"]],
  ["profile.name", ["/profile.name", "/profile/name"]],
  ["people[0].name", ["/people[0].name", "/people/0/name"]],
  ["/a.b", ["/a.b"]],
  ["", []],
  ["/", []],
  ["/a~2", []],
])("the text %j asks for the places %j", (text, pointers) => {
  expect(toPointers(text)).toEqual(pointers);
});
