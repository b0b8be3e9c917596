import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-key-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process of its own: settings and keys are kept for the life of one. */
async function newProcess(settings: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ TURNSCOPE_DATA: folder, ...settings })) vi.stubEnv(name, value);
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (key.description?.includes("turnscope")) Reflect.deleteProperty(globalThis, key);
  }
  return import("./secret-key");
}

test("what was sealed opens again, whatever it is", async () => {
  const { openText, sealText } = await newProcess({});
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(openText(sealText(text, "passwords"), "passwords")).toBe(text);
    }),
  );
});

test("the same secret is sealed differently every time", async () => {
  const { sealText } = await newProcess({});
  expect(sealText("s3cret", "passwords")).not.toBe(sealText("s3cret", "passwords"));
});

test("the key is made once, kept in the data folder, and readable by its owner only", async () => {
  const sealed = (await newProcess({})).sealText("s3cret", "passwords");
  expect(statSync(path.join(folder, "secret.key")).mode & 0o077).toBe(0);
  expect((await newProcess({})).openText(sealed, "passwords")).toBe("s3cret");
});

test("with a key from the environment no file is made", async () => {
  const { sealText } = await newProcess({ TURNSCOPE_SECRET_KEY: "k".repeat(32) });
  sealText("s3cret", "passwords");
  expect(() => readFileSync(path.join(folder, "secret.key"))).toThrow("ENOENT");
});

test("a secret opens neither with another key nor for another purpose, and the error does not tell it", async () => {
  const { sealText, openText } = await newProcess({ TURNSCOPE_SECRET_KEY: "k".repeat(32) });
  const sealed = sealText("s3cret", "passwords");
  expect(() => openText(sealed, "tokens")).toThrow(/cannot be opened/);
  const other = await newProcess({ TURNSCOPE_SECRET_KEY: "l".repeat(32) });
  expect(() => other.openText(sealed, "passwords")).toThrow(/cannot be opened/);
});
