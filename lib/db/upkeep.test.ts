import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { useDatabase } from "@/lib/db/testing";

const mebi = 1024 * 1024;
/** Such as stand nowhere in an empty database. */
const letters = fc.string({ unit: fc.constantFrom("ж", "ш", "щ"), minLength: 1, maxLength: 4 });

/** What a scan of a folder with these files answers. */
async function scan(contents: readonly (string | Buffer)[], texts: string[][]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-scan-"));
  try {
    for (const [index, content] of contents.entries()) writeFileSync(path.join(folder, `file-${index}`), content);
    return await (await db()).upkeep.scan({ files: [], folder, skip: [], texts, kept: [] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("a scan of files", () => {
  useDatabase("sqlite");

  test("finds in each file just those texts whose bytes stand in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(letters, { maxLength: 6 }), fc.uniqueArray(letters, { maxLength: 6 }), async (contents, forms) => {
        const held = contents.map((content) => forms.filter((form) => content.includes(form)).length);
        const hits = held.flatMap((count, index) => (count === 0 ? [] : [{ file: `file-${index}`, forms: count }]));
        expect((await scan(contents, [forms])).hits).toEqual(hits);
      }),
      { numRuns: 25 },
    );
  });

  test("a text is found where one portion of a file ends and the next begins, with its half or the half alone", async () => {
    const at = (start: number, text: string) => {
      const bytes = Buffer.alloc(9 * mebi, "-");
      bytes.write(text, start);
      return bytes;
    };
    const starts = [4 * mebi - 10, 4 * mebi - 3, 4 * mebi, 8 * mebi - 5];
    const wholes = await scan(
      starts.map((start) => at(start, "Grace Hopper")),
      [["Grace Hopper", "Grace ", "Hopper"]],
    );
    expect(wholes.hits).toEqual(starts.map((_, index) => ({ file: `file-${index}`, forms: 3 })));
    const halves = await scan([at(4 * mebi - 2, "Hopper")], [["Grace Hopper", "Grace ", "Hopper"]]);
    expect(halves.hits).toEqual([{ file: "file-0", forms: 1 }]);
  });
});
