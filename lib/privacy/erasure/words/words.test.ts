import { describe, expect, test } from "vitest";
import type { JsonValue } from "@/lib/model";
import { cancelDialog, withoutDialogs } from "./cancel-dialog";
import { redactorOf } from "./redactor";
import { ownersOf, type Revision } from "./whose-leaf";
import { withoutPerson } from "./without-person";

const parties = { own: new Set(["ann-1"]), others: new Set(["bo-1"]) };
const nothingKnown = () => undefined;

describe("whose a leaf is", () => {
  const owners = (...revisions: Omit<Revision, "seq">[]) =>
    ownersOf(
      revisions.map((revision, seq) => ({ ...revision, seq })),
      parties,
      nothingKnown,
    ).map((one) => Object.fromEntries(one));

  test("whoever wrote its value last", () => {
    expect(owners({ value: { a: 1, b: 2 }, by: "own" }, { value: { a: 1, b: 3 }, by: "other" })).toEqual([
      { "/a": "own", "/b": "own" },
      { "/a": "own", "/b": "other" },
    ]);
  });

  test("whoever a key names, whoever wrote it", () => {
    expect(owners({ value: { members: { "ann-1": { x: 1 }, "bo-1": { x: 2 } } }, by: "other" })).toEqual([
      { "/members/ann-1/x": "own", "/members/bo-1/x": "other" },
    ]);
  });

  test("whoever an object is about by an id of its own, and nobody by its place in a list", () => {
    const people = { own: new Set(["ann-1", "0"]), others: new Set(["bo-1"]) };
    const value: JsonValue = { list: [{ id: "bo-1", name: "Bo" }, { name: "x" }] };
    const written: Revision = { value, by: "own", seq: 1 };
    expect(ownersOf([{ ...written, by: "other" }], people, nothingKnown).map((one) => one.get("/list/0/name"))).toEqual(["other"]);
    expect(ownersOf([written], people, nothingKnown).map((one) => [one.get("/list/0/name"), one.get("/list/1/name")])).toEqual([
      ["other", "own"],
    ]);
  });

  test("it stays with its writer when a list moves it or a hand puts it back", () => {
    expect(
      owners(
        { value: ["mine"], by: "own" },
        { value: ["theirs", "mine"], by: "other" },
        { value: [], by: "other" },
        { value: ["mine"], by: undefined },
      ),
    ).toEqual([{ "/0": "own" }, { "/0": "other", "/1": "own" }, {}, { "/0": "own" }]);
  });

  test("what a hand wrote that nobody had written before is nobody's", () => {
    expect(owners({ value: { a: 1 }, by: undefined })).toEqual([{ "/a": "unknown" }]);
  });
});

test("a value without the person keeps what others wrote, and says where that was", () => {
  const removal = { isOwn: (path: string) => path === "/list/0" || path === "/x", ids: new Set(["ann-1"]), redactor: redactorOf(["Ann"]) };
  const value: JsonValue = {
    x: 1,
    list: ["a", "b"],
    members: [
      { id: "ann-1", name: "Ann" },
      { id: "bo-1", note: "likes Ann" },
    ],
    "ann-1": 3,
  };
  const { value: rest, moved } = withoutPerson(value, removal);
  expect(rest).toEqual({ list: ["b"], members: [{ id: "bo-1", note: "likes [erased]" }] });
  expect(Object.fromEntries(moved)).toEqual({
    "/list/0": "/list/1",
    "/members/0/id": "/members/1/id",
    "/members/0/note": "/members/1/note",
  });
});

describe("of two people in the same dialog of one conversation", () => {
  const instance = (name: string): JsonValue => ({ id: "profile", state: { stepIndex: 1, values: { instanceId: `i-${name}`, name } } });
  const stackOf = (...names: string[]): JsonValue => ({ dialogStack: names.map(instance) });
  const whose = (...revisions: [JsonValue, Revision["by"]][]) =>
    ownersOf(
      revisions.map(([value, by], seq) => ({ value, by, seq })),
      parties,
      nothingKnown,
    ).at(-1) ?? new Map();

  test("the second one's is theirs from its id on, after the first one's has ended and beside it", () => {
    const after = whose([stackOf("Ann"), "own"], [{ dialogStack: [] }, "own"], [stackOf("Bo"), "other"]);
    expect([...new Set(after.values())]).toEqual(["other"]);
    const beside = whose([stackOf("Ann"), "own"], [stackOf("Ann", "Bo"), "other"]);
    for (const [path, one] of beside) expect([path, one]).toEqual([path, path.startsWith("/dialogStack/0/") ? "own" : "other"]);
  });

  test("what a value was stays with its writer where another dialog comes before it", () => {
    const inserted = whose([stackOf("Ann"), "own"], [stackOf("Bo", "Ann"), "other"]);
    expect([inserted.get("/dialogStack/0/state/values/name"), inserted.get("/dialogStack/1/state/values/name")]).toEqual(["other", "own"]);
  });

  test("one's is cancelled and the other's goes on, unless they cannot be told apart", () => {
    const known = { ids: new Set(["ann-1"]), redactor: redactorOf([]) };
    const value = stackOf("Ann", "Bo");
    const owners = whose([stackOf("Ann"), "own"], [value, "other"]);
    expect(withoutDialogs(value, { owners, ...known }).value).toEqual({ dialogStack: [instance("Bo")] });
    const both = whose([stackOf("Bo"), "other"], [stackOf("Ann"), "own"]);
    expect(withoutDialogs(stackOf("Ann"), { owners: both, ...known }).value).toEqual({ dialogStack: [] });
  });
});

test("a cancelled dialog is what its SDK writes when nothing is in progress", () => {
  expect(cancelDialog({ dialogStack: [{ id: "a", state: { values: { secret: 1 } } }] })).toEqual({ dialogStack: [] });
  expect(cancelDialog({ $type: "T", DialogStack: { $type: "L", $values: [{ Id: "a" }] }, Note: "secret" })).toEqual({
    $type: "T",
    DialogStack: { $type: "L", $values: [] },
  });
});
