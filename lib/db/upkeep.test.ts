import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { db, type ScannedText } from "@/lib/db";
import { useDatabase } from "@/lib/db/testing";

const mebi = 1024 * 1024;
/** Such as stand nowhere in an empty database. */
const letters = fc.string({ unit: fc.constantFrom("ж", "ш", "щ"), minLength: 1, maxLength: 4 });
const grace: ScannedText = { forms: ["Grace Hopper"], parts: ["Grace ", "Hopper"] };

/** In which of these files a scan finds how many forms. `isDatabase`: they are the database's own, not others beside it. */
async function hitsIn(contents: readonly (string | Buffer)[], texts: ScannedText[], { isDatabase = false } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-scan-"));
  try {
    const files = contents.map((_, index) => path.join(folder, `file-${index}`));
    for (const [index, content] of contents.entries()) writeFileSync(files[index] ?? "", content);
    const { upkeep } = await db();
    return (await upkeep.scan({ files: isDatabase ? files : [], folder, skip: [], texts, kept: [] })).hits;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filled(start: number, text: string): Buffer {
  const bytes = Buffer.alloc(9 * mebi, "-");
  bytes.write(text, start);
  return bytes;
}

describe("a scan of files", () => {
  useDatabase("sqlite");

  test("finds in each file just those texts whose bytes stand in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { maxLength: 6 }), fc.uniqueArray(letters, { maxLength: 6 }), async (contents, forms) => {
        const held = contents.map((content) => forms.filter((form) => content.includes(form)).length);
        const hits = held.flatMap((count, index) => (count === 0 ? [] : [{ file: `file-${index}`, forms: count }]));
        expect(await hitsIn(contents, [{ forms, parts: [] }])).toEqual(hits);
        expect(await hitsIn(contents, [{ forms: [], parts: forms }], { isDatabase: true })).toEqual(hits);
      }),
      { numRuns: 15 },
    );
  });

  test("finds a text where one portion of a file ends and the next begins", async () => {
    const contents = [4 * mebi - 10, 4 * mebi - 3, 4 * mebi, 8 * mebi - 5].map((start) => filled(start, "Grace Hopper"));
    expect(await hitsIn(contents, [grace])).toEqual(contents.map((_, index) => ({ file: `file-${index}`, forms: 1 })));
  });

  test("finds half a text in the database's own files, where a page may have ended, and not in others", async () => {
    const halves = [filled(4 * mebi - 2, "Hopper"), "Grace "];
    expect(await hitsIn(halves, [grace], { isDatabase: true })).toEqual([0, 1].map((index) => ({ file: `file-${index}`, forms: 1 })));
    expect(await hitsIn(halves, [grace])).toEqual([]);
    expect(await hitsIn(["Grace Hopper"], [grace], { isDatabase: true })).toEqual([{ file: "file-0", forms: 3 }]);
  });
});
