import { expect, test } from "vitest";
import { noMarks } from "./change-marks";
import { readTreeKey } from "./tree-keys";
import { listRows } from "./tree-rows";

const data = { address: { city: "Ghent", code: 9000 }, name: "Ann", empty: {}, closed: { a: 1 } };
const rows = listRows({ data, basePath: [], marks: noMarks, isOpen: (pointer) => pointer !== "/closed", hits: null });
const press = (key: string, activeId: string, more = {}) => readTreeKey({ key, isCommand: false, isShift: false, ...more }, rows, activeId);

test.each([
  ["ArrowDown", "/address", "/address/city"],
  ["ArrowDown", "/closed", "/closed"],
  ["ArrowUp", "/address/city", "/address"],
  ["Home", "/name", "/address"],
  ["End", "/name", "/closed"],
  ["PageDown", "/address", "/closed"],
  ["ArrowRight", "/address", "/address/city"],
  ["ArrowLeft", "/address/code", "/address"],
  ["n", "/address", "/name"],
  ["C", "/address/city", "/address/code"],
  ["a", "/closed", "/address"],
])("%s on %s goes to %s", (key, from, to) => {
  expect(press(key, from)).toEqual({ type: "focus", id: to });
});

test("right opens a closed row and left closes an open one", () => {
  expect(press("ArrowRight", "/closed")).toMatchObject({ type: "toggle", isOpen: true });
  expect(press("ArrowLeft", "/address")).toMatchObject({ type: "toggle", isOpen: false });
  expect(press("ArrowRight", "/name")).toBe(null);
  expect(press("ArrowLeft", "/name")).toBe(null);
});

test("Enter edits a plain value and opens or closes anything else", () => {
  expect(press("Enter", "/name")).toMatchObject({ type: "edit", row: { pointer: "/name" } });
  expect(press("Enter", "/empty")).toMatchObject({ type: "edit" });
  expect(press("Enter", "/closed")).toMatchObject({ type: "toggle", isOpen: true });
});

test.each([
  ["F2", "rename"],
  ["Delete", "remove"],
  ["Insert", "add"],
  ["ContextMenu", "menu"],
])("%s asks for %s", (key, type) => {
  expect(press(key, "/name")).toMatchObject({ type });
});

test("Ctrl-C copies the value and with Shift the path, other commands are left to the browser", () => {
  expect(press("c", "/name", { isCommand: true })).toMatchObject({ type: "copy-value" });
  expect(press("C", "/name", { isCommand: true, isShift: true })).toMatchObject({ type: "copy-path" });
  expect(press("f", "/name", { isCommand: true })).toBe(null);
});

test("what is gone can be read and copied but not edited", () => {
  const ghosts = listRows({
    data: {},
    basePath: [],
    marks: { at: new Map(), inside: new Map(), removedFrom: new Map([["", [{ path: "/a", kind: "removed", before: 1 }]]]) },
    isOpen: () => true,
    hits: null,
  });
  const onGhost = (key: string) => readTreeKey({ key, isCommand: false, isShift: false }, ghosts, "removed /a");
  expect(onGhost("Enter")).toBe(null);
  expect(onGhost("Delete")).toBe(null);
  expect(onGhost("ContextMenu")).toMatchObject({ type: "menu" });
});
