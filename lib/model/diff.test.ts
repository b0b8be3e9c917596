import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countChanges } from "./change";
import { applyChanges, diffScopes, diffValues } from "./diff";
import { isEqualJson, isJsonObject, type JsonObject, type JsonValue, setOwn } from "./json";
import { getAtPath, parsePointer } from "./pointer";

const parse = (text: string): JsonValue => JSON.parse(text);

const key = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "id", "key", "", "a", "b", "0", "1", "a/b", "~", "~1", "👋"),
  fc.string({ maxLength: 3 }),
);
const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom("", "a", "b"),
  fc.string({ maxLength: 3 }),
);

function toObject(pairs: [string, JsonValue][]): JsonObject {
  const object: JsonObject = {};
  for (const [name, value] of pairs) setOwn(object, name, value);
  return object;
}

const { value: json } = fc.letrec<{ value: JsonValue; object: JsonObject; identified: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    scalar,
    tie("object"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(tie("identified"), { maxLength: 4 }),
  ),
  object: fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map(toObject),
  identified: fc
    .tuple(fc.constantFrom("id", "key"), fc.constantFrom("a", "b", "c", 1, "1"), tie("object"))
    .map(([name, id, rest]) => toObject([[name, id], ...Object.entries(rest).filter(([other]) => other !== name)])),
}));

describe("what differs", () => {
  test("nothing differs between equal values, whatever the order of their properties", () => {
    expect(diffValues(undefined, undefined)).toEqual([]);
    expect(diffValues({ a: 1, b: [{ id: 1 }] }, { b: [{ id: 1 }], a: 1 })).toEqual([]);
  });

  test("an added object is listed leaf by leaf, with arrays and empty objects as leaves", () => {
    expect(diffValues({}, { trip: { city: "Rome", days: [1, 2], notes: {} } })).toEqual([
      { path: "/trip/city", kind: "added", after: "Rome" },
      { path: "/trip/days", kind: "added", after: [1, 2] },
      { path: "/trip/notes", kind: "added", after: {} },
    ]);
  });

  test("a removed subtree is one change that carries the whole", () => {
    expect(diffValues({ trip: { city: "Rome", days: 2 } }, {})).toEqual([
      { path: "/trip", kind: "removed", before: { city: "Rome", days: 2 } },
    ]);
  });

  test("an emptied object and a removed one are told apart", () => {
    expect(diffValues({ a: { b: 1 } }, { a: {} })).toEqual([{ path: "/a/b", kind: "removed", before: 1 }]);
    expect(diffValues({ a: { b: 1 } }, {})).toEqual([{ path: "/a", kind: "removed", before: { b: 1 } }]);
    expect(diffValues({ a: {} }, { a: { b: 1 } })).toEqual([{ path: "/a/b", kind: "added", after: 1 }]);
  });

  test("a value that comes or goes as a whole is added or removed at the root", () => {
    expect(diffValues(undefined, { a: { b: 1 } })).toEqual([{ path: "/a/b", kind: "added", after: 1 }]);
    expect(diffValues(undefined, {})).toEqual([{ path: "", kind: "added", after: {} }]);
    expect(diffValues(undefined, null)).toEqual([{ path: "", kind: "added", after: null }]);
    expect(diffValues({ a: 1 }, undefined)).toEqual([{ path: "", kind: "removed", before: { a: 1 } }]);
  });

  test("a change of type is one change", () => {
    expect(diffValues({ a: { b: 1 } }, { a: [1] })).toEqual([{ path: "/a", kind: "changed", before: { b: 1 }, after: [1] }]);
    expect(diffValues({ a: 1 }, { a: "1" })).toEqual([{ path: "/a", kind: "changed", before: 1, after: "1" }]);
    expect(diffValues({ a: null }, { a: {} })).toEqual([{ path: "/a", kind: "changed", before: null, after: {} }]);
  });

  test("properties named like parts of JavaScript objects are plain data", () => {
    const after = parse('{"__proto__":{"polluted":1},"constructor":2}');
    expect(diffValues({}, after)).toEqual([
      { path: "/__proto__/polluted", kind: "added", after: 1 },
      { path: "/constructor", kind: "added", after: 2 },
    ]);
    expect(JSON.stringify(applyChanges({}, diffValues({}, after)))).toBe('{"__proto__":{"polluted":1},"constructor":2}');
    expect(diffValues({ toString: 1 }, { toString: 1 })).toEqual([]);
  });
});

describe("lists", () => {
  test("a dialog begun in the middle of a stack is one insertion", () => {
    const root = { id: "root", state: { step: 0 } };
    const prompt = { id: "prompt", state: {} };
    const changes = diffValues({ dialogStack: [root, prompt] }, { dialogStack: [root, { id: "profile", state: { step: 1 } }, prompt] });
    expect(changes).toEqual([{ path: "/dialogStack/1", kind: "added", after: { id: "profile", state: { step: 1 } } }]);
  });

  test("an item that stays is compared at its later index, one that goes stands at its earlier index", () => {
    expect(diffValues([{ id: "a" }, { id: "b", n: 1 }], [{ id: "b", n: 2 }])).toEqual([
      { path: "/0/n", kind: "changed", before: 1, after: 2 },
      { path: "/0", kind: "removed", before: { id: "a" } },
    ]);
  });

  test("the same dialog twice on the stack is two dialogs", () => {
    expect(
      diffValues(
        [{ id: "a", n: 1 }],
        [
          { id: "a", n: 1 },
          { id: "a", n: 2 },
        ],
      ),
    ).toEqual([{ path: "/1", kind: "added", after: { id: "a", n: 2 } }]);
  });

  test("an id that is a number is not the text of it, and items without an id may have a key", () => {
    expect(diffValues([{ id: 1 }], [{ id: "1" }])).toEqual([
      { path: "/0", kind: "added", after: { id: "1" } },
      { path: "/0", kind: "removed", before: { id: 1 } },
    ]);
    expect(diffValues([{ key: "x", n: 1 }], [{ key: "w" }, { key: "x", n: 1 }])).toEqual([
      { path: "/0", kind: "added", after: { key: "w" } },
    ]);
  });

  test("a list in another order is one change", () => {
    const before = [{ id: "a" }, { id: "b" }];
    const after = [{ id: "b" }, { id: "a" }];
    expect(diffValues({ list: before }, { list: after })).toEqual([{ path: "/list", kind: "changed", before, after }]);
  });

  test("other lists keep what is equal at both ends and compare the middle by place", () => {
    expect(diffValues([1, 2, 3], [1, 9, 2, 3])).toEqual([{ path: "/1", kind: "added", after: 9 }]);
    expect(diffValues([1, 2, 3, 4], [1, 4])).toEqual([
      { path: "/1", kind: "removed", before: 2 },
      { path: "/2", kind: "removed", before: 3 },
    ]);
    expect(diffValues([1, { a: 1 }, 3], [1, { a: 2 }, 3])).toEqual([{ path: "/1/a", kind: "changed", before: 1, after: 2 }]);
    expect(diffValues([{ id: "a" }, 1], [1])).toEqual([{ path: "/0", kind: "removed", before: { id: "a" } }]);
  });
});

describe("applying changes", () => {
  test("the changes between two values turn the one into the other", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(isEqualJson(applyChanges(before, diffValues(before, after)), after)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("it does so in any order of the changes", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(isEqualJson(applyChanges(before, diffValues(before, after).reverse()), after)).toBe(true);
      }),
    );
  });

  test("it does so for edits of one list or object", () => {
    const list = fc.array(json, { maxLength: 8 });
    fc.assert(
      fc.property(list, list, fc.nat(8), (items, inserted, at) => {
        const after = [...items.slice(0, at), ...inserted, ...items.slice(at + 1)];
        expect(isEqualJson(applyChanges(items, diffValues(items, after)), after)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("nothing given is mutated, also when nothing is there", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const texts = [JSON.stringify(before), JSON.stringify(after)];
        const changes = diffValues(before, after);
        const changesText = JSON.stringify(changes);
        applyChanges(before, changes);
        expect([JSON.stringify(before), JSON.stringify(after)]).toEqual(texts);
        expect(JSON.stringify(changes)).toBe(changesText);
        expect(applyChanges(undefined, diffValues(undefined, after))).toEqual(after);
        expect(applyChanges(before, diffValues(before, undefined))).toBeUndefined();
      }),
    );
  });

  test("a value does not differ from itself or from its copy", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(diffValues(value, JSON.parse(JSON.stringify(value)))).toEqual([]);
      }),
    );
    expect(applyChanges({ a: 1 }, [])).toEqual({ a: 1 });
  });

  test("what was added or changed is found at its path in the later value", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        for (const change of diffValues(before, after)) {
          if (change.kind !== "removed") expect(isEqualJson(getAtPath(after, parsePointer(change.path)), change.after)).toBe(true);
        }
      }),
    );
  });

  test("changes of another value are refused, not half applied", () => {
    expect(() => applyChanges([1], [{ path: "/5", kind: "added", after: 2 }])).toThrow(RangeError);
  });

  test("five thousand changed leaves are five thousand changes, and lead back", () => {
    const leaves = (add: number): JsonObject => Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`leaf${i}`, i + add]));
    const items = (add: number): JsonValue => Array.from({ length: 5000 }, (_, i) => ({ id: i, value: i + add }));
    for (const make of [leaves, items]) {
      const changes = diffValues(make(0), make(1));
      expect(changes).toHaveLength(5000);
      expect(isEqualJson(applyChanges(make(0), changes), make(1))).toBe(true);
    }
  });
});

describe("the changes of all scopes", () => {
  test("scopes come in the order of the panels, and null is nothing stored", () => {
    const before = { dialog: null, private: null, conversation: { a: 1 }, user: null };
    const after = { dialog: { dialogStack: [] }, private: null, conversation: null, user: { name: "Ann" } };
    const changes = diffScopes(before, after);
    expect(changes).toEqual([
      { scope: "user", path: "/name", kind: "added", after: "Ann" },
      { scope: "conversation", path: "", kind: "removed", before: { a: 1 } },
      { scope: "dialog", path: "/dialogStack", kind: "added", after: [] },
    ]);
    expect(countChanges(changes)).toEqual({
      user: { added: 1, changed: 0, removed: 0 },
      conversation: { added: 0, changed: 0, removed: 1 },
      dialog: { added: 1, changed: 0, removed: 0 },
    });
  });
});

test("the arbitrary values of these tests hold the hostile names they are meant to", () => {
  const samples = fc.sample(json, { numRuns: 2000, seed: 1 });
  expect(samples.some((value) => isJsonObject(value) && Object.hasOwn(value, "__proto__"))).toBe(true);
});
