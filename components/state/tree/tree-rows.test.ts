import { expect, test } from "vitest";
import { diffValues, type JsonValue } from "@/lib/model";
import { searchValues } from "../values/search-values";
import { indexChanges, noMarks } from "./change-marks";
import { listRows, type TreeRow } from "./tree-rows";

const all = () => true;

function rowsAfter(before: JsonValue | undefined, after: JsonValue, isOpen = all): TreeRow[] {
  return listRows({ data: after, basePath: [], marks: indexChanges(diffValues(before, after)), isOpen, hits: null });
}

const outline = (rows: TreeRow[]) =>
  rows.map(
    (row) => `${"  ".repeat(row.level - 1)}${row.isGhost ? "−" : row.change ? (row.change.kind === "added" ? "+" : "~") : ""}${row.name}`,
  );

test("rows follow the data, with level, place and number of siblings", () => {
  const rows = listRows({ data: { a: { b: 1, c: [true] }, d: null }, basePath: [], marks: noMarks, isOpen: all, hits: null });
  expect(rows.map((row) => [row.pointer, row.level, row.position, row.setSize, row.isOpen])).toEqual([
    ["/a", 1, 1, 2, true],
    ["/a/b", 2, 1, 2, null],
    ["/a/c", 2, 2, 2, true],
    ["/a/c/0", 3, 1, 1, null],
    ["/d", 1, 2, 2, null],
  ]);
});

test("added, changed and removed places are marked, and what is gone keeps a row", () => {
  const rows = rowsAfter({ a: { x: 1, y: 1, z: 1 } }, { a: { x: 1, y: 2, n: 3 } });
  expect(outline(rows)).toEqual(["a", "  x", "  ~y", "  +n", "  −z"]);
  expect(rows[2]?.change).toMatchObject({ before: 1, after: 2 });
  expect(rows[4]).toMatchObject({ id: "removed /a/z", value: 1, isOpen: null });
});

test("an item taken out of a list leaves its row where it was", () => {
  expect(outline(rowsAfter({ l: [{ id: 1 }, { id: 2 }, { id: 3 }] }, { l: [{ id: 2 }, { id: 3 }] }))).toEqual([
    "l",
    "  −0",
    "  0",
    "    id",
    "  1",
    "    id",
  ]);
});

test("a closed row tells how much changed inside, an open one does not", () => {
  const closed = rowsAfter({ a: { x: 1 } }, { a: { x: 2, y: 3 } }, () => false);
  expect(closed).toHaveLength(1);
  expect(closed[0]?.inside).toEqual({ added: 1, changed: 1, removed: 0 });
  expect(rowsAfter({ a: { x: 1 } }, { a: { x: 2 } })[0]?.inside).toBe(null);
});

test("a scope that is gone altogether shows each property it had", () => {
  const marks = indexChanges(diffValues({ a: 1, b: { c: 2 } }, undefined));
  expect(outline(listRows({ data: {}, basePath: [], marks, isOpen: all, hits: null }))).toEqual(["−a", "−b"]);
});

test("a container emptied in this turn can still be opened to see what went", () => {
  expect(outline(rowsAfter({ a: { b: 1 } }, { a: {} }))).toEqual(["a", "  −b"]);
});

test("while searching, only hits, the way to them and what lies below them are rows; the way is open", () => {
  const data = { profile: { name: "Ann", city: { code: 9000 } }, other: { x: 1 } };
  const closed = () => false;
  const find = (text: string) => outline(listRows({ data, basePath: [], marks: noMarks, isOpen: closed, hits: searchValues(data, text) }));
  expect(find("ann")).toEqual(["profile", "  name"]);
  expect(find("9000")).toEqual(["profile", "  city", "    code"]);
  const open = listRows({ data, basePath: [], marks: noMarks, isOpen: all, hits: searchValues(data, "city") });
  expect(outline(open)).toEqual(["profile", "  city", "    code"]);
});

test("a part of a scope has pointers from the root of the scope", () => {
  const rows = listRows({ data: { from: 1 }, basePath: ["stack", "0"], marks: noMarks, isOpen: all, hits: null });
  expect(rows[0]).toMatchObject({ pointer: "/stack/0/from", path: ["stack", "0", "from"], level: 1 });
});
