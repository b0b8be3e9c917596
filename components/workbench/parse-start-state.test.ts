import { expect, test } from "vitest";
import { parseStartState } from "./parse-start-state";

test("nothing typed means no starting state", () => {
  expect(parseStartState(" \n")).toEqual({ kind: "empty" });
});

test("an object is taken as it is", () => {
  expect(parseStartState(`{"userProfile":{"name":"Ann"}}`)).toEqual({ kind: "ok", data: { userProfile: { name: "Ann" } } });
});

test.each([[`{"a":`], ["[1]"], [`"text"`], ["null"]])("%s is refused with a reason", (text) => {
  expect(parseStartState(text).kind).toBe("wrong");
});
