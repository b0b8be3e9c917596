import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonObject, maxItemBytes, maxKeyCharacters, setOwn } from "@/lib/model";
import type { BotStorage } from "./turn-storage";

/** What an implementation of the SDKs' Storage keeps of the contract; MemoryStorage does not keep all of it (protocols §5.1). */
export type StorageQualities = {
  /** One stale eTag rejects the whole call and names every stale key. */
  isAtomic: boolean;
  /** An eTag for an item that is not there is stale too. */
  refusesETagOfAbsent: boolean;
  /** `__proto__` and its like are ordinary names, of items and of properties. */
  takesAnyName: boolean;
  hasLimits: boolean;
};

/** The Storage contract. `open` gives a storage with nothing in it that the test's own, freshly named keys could meet. */
export function describeStorageContract(name: string, open: () => BotStorage, qualities: StorageQualities): void {
  let count = 0;
  const newKey = () => `${name}/${++count}`;

  async function readOne(storage: BotStorage, key: string): Promise<Record<string, unknown> | undefined> {
    const items = await storage.read([key]);
    return Object.hasOwn(items, key) ? (items[key] as Record<string, unknown>) : undefined;
  }

  async function readData(storage: BotStorage, key: string): Promise<JsonObject | undefined> {
    const item = await readOne(storage, key);
    if (!item) return undefined;
    expect(item.eTag).toEqual(expect.any(String));
    return withoutETag(item);
  }

  describe(`Storage contract of ${name}`, () => {
    test("read answers what is there and leaves absent keys out", async () => {
      const storage = open();
      const [present, absent] = [newKey(), newKey()];
      await storage.write({ [present]: { name: "Ann" } });
      const items = await storage.read([present, absent]);
      expect(Object.keys(items)).toEqual([present]);
      expect(items[present]).toEqual({ name: "Ann", eTag: expect.any(String) });
    });

    test("reading no keys answers no items", async () => {
      expect(await open().read([])).toEqual({});
    });

    test("writing and deleting nothing is fine", async () => {
      const storage = open();
      await storage.write({});
      await storage.delete([]);
    });

    test("the same key asked for twice is answered once", async () => {
      const storage = open();
      const key = newKey();
      await storage.write({ [key]: { a: 1 } });
      expect(Object.keys(await storage.read([key, key]))).toEqual([key]);
    });

    test.each([undefined, null, "*"])("a write with the eTag %j overwrites", async (eTag) => {
      const storage = open();
      const key = newKey();
      await storage.write({ [key]: { a: 1 } });
      await storage.write({ [key]: { b: 2, eTag } });
      expect(await readData(storage, key)).toEqual({ b: 2 });
    });

    test("a write with the current eTag replaces", async () => {
      const storage = open();
      const key = newKey();
      await storage.write({ [key]: { a: 1 } });
      const read = await readOne(storage, key);
      await storage.write({ [key]: { ...read, a: 2 } });
      expect(await readData(storage, key)).toEqual({ a: 2 });
    });

    test("a write with any other eTag is refused and the item stays", async () => {
      const storage = open();
      const key = newKey();
      await storage.write({ [key]: { a: 1 } });
      const read = await readOne(storage, key);
      await storage.write({ [key]: { a: 2 } });
      await expect(storage.write({ [key]: { ...read, a: 3 } })).rejects.toThrow(/eTag conflict/);
      await expect(storage.write({ [key]: { a: 3, eTag: "never given" } })).rejects.toThrow(key);
      expect(await readData(storage, key)).toEqual({ a: 2 });
    });

    test("deleting what is absent is fine, twice and in one call too", async () => {
      const storage = open();
      const [key, absent] = [newKey(), newKey()];
      await storage.write({ [key]: { a: 1 } });
      await storage.delete([absent, key, key]);
      await storage.delete([key]);
      expect(await storage.read([key, absent])).toEqual({});
    });

    test("a deleted item can be written again", async () => {
      const storage = open();
      const key = newKey();
      await storage.write({ [key]: { a: 1 } });
      await storage.delete([key]);
      await storage.write({ [key]: { b: 2 } });
      expect(await readData(storage, key)).toEqual({ b: 2 });
    });

    test("eTags never come back: each write gives a new one, also after a delete and for an equal value", async () => {
      const storage = open();
      const [key, other] = [newKey(), newKey()];
      const seen: unknown[] = [];
      for (const value of ["a", "b", "a"]) {
        await storage.write({ [key]: { value }, [other]: { value } });
        seen.push((await readOne(storage, key))?.eTag, (await readOne(storage, other))?.eTag);
        await storage.delete([key]);
      }
      expect(new Set(seen).size).toBe(6);
    });

    test("an empty item is an item", async () => {
      const storage = open();
      const key = newKey();
      await storage.write({ [key]: {} });
      expect(await readData(storage, key)).toEqual({});
    });

    test("a value changed after write is not stored, and a value changed after read is not either", async () => {
      const storage = open();
      const key = newKey();
      const value = { list: [1], name: "Ann" };
      const written = storage.write({ [key]: value });
      value.list.push(2);
      await written;
      value.name = "Bo";
      const read = (await storage.read([key])) as Record<string, { list: number[] }>;
      read[key]?.list.push(3);
      expect(await readData(storage, key)).toEqual({ list: [1], name: "Ann" });
    });

    test("what the caller wrote is not touched", async () => {
      const storage = open();
      const key = newKey();
      const value = Object.freeze({ name: "Ann", eTag: "*" });
      await storage.write({ [key]: value });
      expect(value).toEqual({ name: "Ann", eTag: "*" });
    });

    test("fifty writers that read, add one and retry on a conflict lose nothing", { timeout: 30_000 }, async () => {
      const storage = open();
      const key = newKey();
      await storage.write({ [key]: { count: 0 } });
      await Promise.all(Array.from({ length: 50 }, () => addOne(storage, key)));
      expect(await readData(storage, key)).toEqual({ count: 50 });
    });

    test("many keys are written, read and deleted side by side", async () => {
      const storage = open();
      const keys = Array.from({ length: 40 }, newKey);
      await Promise.all(keys.map((key, index) => storage.write({ [key]: { index } })));
      const items = await storage.read(keys);
      expect(keys.map((key) => withoutETag(items[key] as JsonObject))).toEqual(keys.map((_, index) => ({ index })));
      await Promise.all(keys.map((key) => storage.delete([key])));
      expect(await storage.read(keys)).toEqual({});
    });

    test("more than a thousand items go into one call", async () => {
      const storage = open();
      const changes = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [newKey(), { index }]));
      await storage.write(changes);
      expect(Object.keys(await storage.read(Object.keys(changes)))).toHaveLength(1001);
      await storage.delete(Object.keys(changes));
      expect(await storage.read(Object.keys(changes))).toEqual({});
    });

    test.each([
      ["an emoji", "😀👩‍👩‍👧"],
      ["a NUL", "a\0b"],
      ["half a surrogate pair", "a\ud83d"],
      ["the other half", "\ude00b"],
      ["right-to-left text", "\u202eمرحبا\u202c"],
      ["an escape of ours", "\u001a0000"],
      ["a combining accent", "e\u0301"],
      ["a composed one", "é"],
      ["SQL", "'; DROP TABLE store_item; --"],
      ["wildcards", "%_*?"],
      ["nothing", ""],
      ["a slash and a dot", "../a/./b%2F"],
    ])("%s is kept in keys, properties and values", async (_, text) => {
      const storage = open();
      const key = newKey() + text;
      const data = { [`p${text}`]: text, nested: { [text]: [text] } };
      await storage.write({ [key]: data });
      expect(await readData(storage, key)).toEqual(data);
      expect(Object.keys(await storage.read([key]))).toEqual([key]);
    });

    test("properties that differ only in halves of surrogate pairs are different", async () => {
      const storage = open();
      const key = newKey();
      const item = { "\ud83d": 1, "\ud83e": 2, "\ufffd": 3, "\u001ad83d": 4 };
      await storage.write({ [key]: item });
      expect(await readData(storage, key)).toEqual(item);
    });

    test("keys that differ only in case, composition or trailing space are different", async () => {
      const storage = open();
      const stem = newKey();
      const keys = ["a", "A", "a ", "é", "e\u0301", "a\0"].map((end) => stem + end);
      await storage.write(Object.fromEntries(keys.map((key) => [key, { key }])));
      const items = await storage.read(keys);
      expect(keys.map((key) => withoutETag(items[key] as JsonObject))).toEqual(keys.map((key) => ({ key })));
    });

    test("any JSON object comes back as it was, in the order of its properties", async () => {
      const storage = open();
      const key = newKey();
      await fc.assert(
        fc.asyncProperty(anyItem, async (item) => {
          await storage.write({ [key]: item });
          const read = await readData(storage, key);
          expect(read).toEqual(item);
          expect(JSON.stringify(read)).toBe(JSON.stringify(item));
        }),
        { numRuns: 25 },
      );
    });

    test("any key comes back as it was", async () => {
      const storage = open();
      await fc.assert(
        fc.asyncProperty(anyText, async (end) => {
          const key = newKey() + end;
          await storage.write({ [key]: { end } });
          expect(await readData(storage, key)).toEqual({ end });
          await storage.delete([key]);
          expect(await storage.read([key])).toEqual({});
        }),
        { numRuns: 25 },
      );
    });

    describe.runIf(qualities.isAtomic)("with calls that are done whole or not at all", () => {
      test("one stale eTag rejects the whole call, and every stale key is named", async () => {
        const storage = open();
        const [fresh, stale, alsoStale, added] = [newKey(), newKey(), newKey(), newKey()] as const;
        await storage.write({ [fresh]: { a: 1 }, [stale]: { a: 1 }, [alsoStale]: { a: 1 } });
        const read = await readOne(storage, fresh);
        const changes = { [added]: { a: 9 }, [fresh]: { ...read, a: 9 }, [stale]: { a: 9, eTag: "x" }, [alsoStale]: { a: 9, eTag: "y" } };
        const refused = storage.write(changes);
        await expect(refused).rejects.toThrow(stale);
        await expect(refused).rejects.toThrow(alsoStale);
        await expect(refused).rejects.not.toThrow(`"${fresh}"`);
        expect(await readData(storage, fresh)).toEqual({ a: 1 });
        expect(await readData(storage, stale)).toEqual({ a: 1 });
        expect(await readData(storage, added)).toBeUndefined();
      });

      test("the current eTag stays good after a refused call", async () => {
        const storage = open();
        const [key, other] = [newKey(), newKey()];
        await storage.write({ [key]: { a: 1 }, [other]: {} });
        const read = await readOne(storage, key);
        await expect(storage.write({ [key]: { ...read, a: 2 }, [other]: { eTag: "stale" } })).rejects.toThrow(other);
        await storage.write({ [key]: { ...read, a: 3 } });
        expect(await readData(storage, key)).toEqual({ a: 3 });
      });
    });

    test.runIf(qualities.refusesETagOfAbsent)("an eTag does not fit an item that is gone or never was", async () => {
      const storage = open();
      const [gone, never] = [newKey(), newKey()];
      await storage.write({ [gone]: { a: 1 } });
      const read = await readOne(storage, gone);
      await storage.delete([gone]);
      await expect(storage.write({ [gone]: { ...read } })).rejects.toThrow(/eTag conflict/);
      await expect(storage.write({ [never]: { eTag: "x" } })).rejects.toThrow(/eTag conflict/);
      expect(await storage.read([gone, never])).toEqual({});
    });

    describe.runIf(qualities.takesAnyName)("with names that JavaScript knows", () => {
      const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];

      test.each(names)("%s is an ordinary key", async (key) => {
        const storage = open();
        await storage.delete([key]);
        expect(Object.keys(await storage.read([key]))).toEqual([]);
        await storage.write(objectOf([[key, { a: 1 }]]));
        const items = await storage.read([key]);
        expect(Object.keys(items)).toEqual([key]);
        expect(Object.getPrototypeOf(items)).toBe(Object.prototype);
        expect(await readData(storage, key)).toEqual({ a: 1 });
        await storage.delete([key]);
        expect(Object.keys(await storage.read([key]))).toEqual([]);
      });

      test.each(names)("%s is an ordinary property", async (name) => {
        const storage = open();
        const key = newKey();
        const item = objectOf([
          [name, { isAdmin: true }],
          ["nested", objectOf([[name, [objectOf([[name, 1]])]]])],
        ]);
        await storage.write({ [key]: item });
        const read = (await readData(storage, key)) ?? {};
        expect(JSON.stringify(read)).toBe(JSON.stringify(item));
        expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
        expect("isAdmin" in {}).toBe(false);
      });
    });

    describe.runIf(qualities.hasLimits)("with limits", () => {
      test("a property's name may be long", async () => {
        const storage = open();
        const key = newKey();
        const item = { [manyCharacters(20_000, 0x4e00, 20_000)]: 1 };
        await storage.write({ [key]: item });
        expect(await readData(storage, key)).toEqual(item);
      });

      test.each([
        ["letters", (length: number) => "k".repeat(length)],
        ["CJK characters", (length: number) => manyCharacters(length, 0x4e00, 20_000)],
        ["emoji", (length: number) => "😀".repeat(length / 2)],
        ["halves of surrogate pairs", (length: number) => "\ud83d".repeat(length)],
        ["NULs", (length: number) => "\0".repeat(length)],
      ])("a key of 1,000 characters is fine, one of %s too", async (_, make) => {
        const storage = open();
        const key = make(maxKeyCharacters);
        expect(key).toHaveLength(1000);
        await storage.write({ [key]: { a: 1 } });
        expect(await readData(storage, key)).toEqual({ a: 1 });
      });

      test("a key of 1,001 characters is refused, and nothing of the call is written or deleted", async () => {
        const storage = open();
        const key = newKey();
        await storage.write({ [key]: { a: 1 } });
        const tooLong = "k".repeat(maxKeyCharacters + 1);
        await expect(storage.write({ [key]: { a: 2 }, [tooLong]: {} })).rejects.toMatchObject({ code: "key_too_long" });
        await expect(storage.delete([key, tooLong])).rejects.toMatchObject({ code: "key_too_long" });
        expect(await readData(storage, key)).toEqual({ a: 1 });
        expect(await storage.read([tooLong])).toEqual({});
      });

      test("an item of 5 MiB is fine", async () => {
        const storage = open();
        const key = newKey();
        const item = itemOfBytes(maxItemBytes);
        await storage.write({ [key]: item });
        const read = await readData(storage, key);
        expect(read?.text === item.text).toBe(true);
      });

      test("an item of one byte more is refused with its size, and nothing of the call is written", async () => {
        const storage = open();
        const [key, other] = [newKey(), newKey()];
        await storage.write({ [key]: { a: 1 } });
        const refused = storage.write({ [other]: { a: 1 }, [key]: itemOfBytes(maxItemBytes + 1) });
        await expect(refused).rejects.toMatchObject({ code: "item_too_large", message: expect.stringContaining(String(maxItemBytes + 1)) });
        expect(await readData(storage, key)).toEqual({ a: 1 });
        expect(await readData(storage, other)).toBeUndefined();
      });

      test("two thousand properties are fine", async () => {
        const storage = open();
        const key = newKey();
        const item = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`property${index}`, index]));
        await storage.write({ [key]: item });
        expect(await readData(storage, key)).toEqual(item);
      });

      test.each([["text"], [42], [null], [[1]], [undefined], [() => 1]])("%j is not an item", async (value) => {
        const storage = open();
        const [key, other] = [newKey(), newKey()];
        await expect(storage.write({ [other]: {}, [key]: value })).rejects.toMatchObject({ code: "invalid_request" });
        expect(await storage.read([key, other])).toEqual({});
      });
    });
  });
}

async function addOne(storage: BotStorage, key: string): Promise<void> {
  for (;;) {
    const item = (await storage.read([key]))[key] as { count: number };
    try {
      return await storage.write({ [key]: { ...item, count: item.count + 1 } });
    } catch (error) {
      if (!String(error).includes("eTag conflict")) throw error;
    }
  }
}

function withoutETag({ eTag: _, ...data }: Record<string, unknown>): JsonObject {
  return data as JsonObject;
}

function objectOf(entries: [string, unknown][]): JsonObject {
  const object = {};
  for (const [name, value] of entries) setOwn(object, name, value);
  return object;
}

function itemOfBytes(bytes: number): { text: string } {
  return { text: "x".repeat(bytes - JSON.stringify({ text: "" }).length) };
}

/** Text that no compression makes small. */
function manyCharacters(length: number, first: number, range: number): string {
  return Array.from({ length }, (_, index) => String.fromCharCode(first + ((index * 7919 + index * index * 104_729) % range))).join("");
}

/** Any UTF-16 text, halves of surrogate pairs included. */
const anyText = fc.oneof(
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom("\0", "\u001a", "\ud83d", "\ude00", "0", "/", "%", "😀", "'"), maxLength: 40 }),
);

const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false),
    anyText,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(anyText, tie("value")), { maxLength: 4 }).map(objectOf),
  ),
})).value;

const anyItem = fc
  .array(
    fc.tuple(
      anyText.filter((name) => name !== "eTag" && name !== "__proto__"),
      anyValue,
    ),
    { maxLength: 6 },
  )
  .map(objectOf);
